from django.urls import path

from community.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.affiliations, name="affiliations"),
    path("ny/<int:organisation_id>/", views.new, name="new"),
    path("<int:affiliation_id>/hoved/", views.main, name="main"),
    path("<int:affiliation_id>/fjern/", views.remove, name="remove"),
]
