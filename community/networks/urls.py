from django.urls import path

from community.networks.views import catalogue, contact, editing, joining, members, network

app_name = "networks"
urlpatterns = [
    path("", catalogue.index, name="index"),
    path("nytt/", editing.new, name="new"),
    path("<slug:slug>/", network.network, name="network"),
    path("<slug:slug>/medlemmer/", members.members, name="members"),
    path("<slug:slug>/medlemmer/<int:member_id>/", members.member, name="member"),
    path("<slug:slug>/medlemmer/<int:member_id>/ta-ut/", members.remove, name="remove"),
    path("<slug:slug>/bli-med/", joining.join, name="join"),
    path("<slug:slug>/bli-med/trekk/", joining.withdraw, name="withdraw"),
    path("<slug:slug>/forlat/", members.leave, name="leave"),
    path("<slug:slug>/foresporsler/", joining.requests, name="requests"),
    path("<slug:slug>/foresporsler/<int:request_id>/", joining.answer, name="answer"),
    path("<slug:slug>/rediger/", editing.edit, name="edit"),
    path("<slug:slug>/kontakt/", contact.contact, name="contact"),
    path("<slug:slug>/henvendelser/", contact.inbox, name="messages"),
    path("<slug:slug>/henvendelser/<int:message_id>/", contact.answered, name="answered"),
]
