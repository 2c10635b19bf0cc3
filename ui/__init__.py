"""Windows and widgets. They show and ask; what they ask for is carried out in plugin/."""
