"""Boards and topics: pages that read through queries and write through actions."""
