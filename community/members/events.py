"""What is announced to members themselves."""

from community.members import rules
from realtime.declarations import Stream, declare_stream

# Says "look", when something of one's own has changed: see `realtime.looks`.
member_stream = declare_stream(Stream("member", audiences=rules.own_stream_audiences, logged=False))
