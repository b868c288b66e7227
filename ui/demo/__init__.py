"""The main job, driven through the real program."""
