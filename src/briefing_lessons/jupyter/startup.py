# Run by every kernel that `briefing-lessons lab` or Binder starts: see briefing_lessons.widgets.notebook.
from briefing_lessons.widgets.notebook import install

install()
del install
