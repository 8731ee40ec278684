import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtime.protocol import Malformed, Pong, Seen, Subscribe, Unsubscribe, decode


def test_the_clients_frames_are_read():
    assert decode('{"op":"subscribe","stream":"topic:1","after":3}') == Subscribe("topic:1", 3)
    assert decode('{"op":"unsubscribe","stream":"topic:1"}') == Unsubscribe("topic:1")
    assert decode('{"op":"pong","received":{"topic:1":3}}') == Pong({"topic:1": 3})
    assert decode('{"op":"seen","stream":"topic:1","number":91}') == Seen("topic:1", 91)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("nan", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not an object"),
        ("{}", "Unknown op"),
        ('{"op":7}', "Unknown op"),
        ('{"op":"event"}', "Unknown op"),
        ('{"op":"subscribe","stream":"topic:1"}', "takes exactly"),
        ('{"op":"subscribe","stream":"topic:1","after":0,"as":"admin"}', "takes exactly"),
        ('{"op":"subscribe","stream":"topic:1","after":-1}', "after"),
        ('{"op":"subscribe","stream":"topic:1","after":true}', "after"),
        ('{"op":"subscribe","stream":"topic:1","after":1.5}', "after"),
        ('{"op":"subscribe","stream":"topic:1","after":9007199254740992}', "after"),
        ('{"op":"subscribe","stream":["topic:1"],"after":0}', "stream"),
        ('{"op":"pong","received":[]}', "received"),
        ('{"op":"seen","stream":"topic:1"}', "takes exactly"),
        ('{"op":"seen","stream":"topic:1","number":-1}', "number"),
        ('{"op":"seen","stream":"topic:1","number":9007199254740992}', "number"),
    ],
)
def test_anything_else_is_malformed_and_says_why(text, reason):
    with pytest.raises(Malformed, match=reason):
        decode(text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(
    st.text()
    | json_values.map(json.dumps)
    | st.dictionaries(
        st.sampled_from(["op", "stream", "after", "received", "number"]),
        json_values | st.sampled_from(["subscribe", "unsubscribe", "pong", "seen"]),
    ).map(json.dumps)
)
def test_no_frame_whatsoever_is_more_than_malformed(text):
    try:
        frame = decode(text)
    except Malformed:
        return
    assert isinstance(frame, Subscribe | Unsubscribe | Pong | Seen)
