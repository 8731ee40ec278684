import asyncio

import pytest

from realtime.coalescing import Coalesced, repeat


def run(story):
    """The loop must end as well, with everything that is still under way in it."""

    async def at_most():
        async with asyncio.timeout(5):
            await story()

    asyncio.run(at_most())


def test_a_job_that_is_asked_for_often_runs_once_more_after_the_one_under_way():
    ran = []

    async def job():
        ran.append(len(ran))
        await asyncio.sleep(0.01)

    async def story():
        job_soon = Coalesced(job, "Counting")
        for _ in range(5):
            job_soon.ask()
        await asyncio.sleep(0.005)
        for _ in range(5):
            job_soon.ask()
        await asyncio.sleep(0.05)

    run(story)
    assert ran == [0, 1]


def test_a_repeated_job_that_fails_runs_again(caplog):
    async def story():
        ran, is_enough = [], asyncio.Event()

        async def job():
            ran.append(len(ran))
            if len(ran) == 3:
                is_enough.set()
            raise ValueError("not today")

        task = asyncio.get_running_loop().create_task(repeat(0.001, job, "Failing"))
        await is_enough.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run(story)
    assert "Failing failed" in caplog.text


def test_a_repeated_job_that_swallows_a_cancellation_is_the_last():
    """As the Redis client does while it connects. The server could never end otherwise."""
    swallowed = []

    async def job():
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            if swallowed:
                raise
            swallowed.append("once")

    async def story():
        task = asyncio.get_running_loop().create_task(repeat(0, job, "Connecting"))
        await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.wait([task], timeout=1)
        assert task.done()

    run(story)
