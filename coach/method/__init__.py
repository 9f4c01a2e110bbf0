"""The method engine: methods as data, commands to events to state. Pure but for `service`."""
