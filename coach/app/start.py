"""Starts the window: one instance, the person's language and theme, then the first page."""

import sys

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QAccessible, QIcon

from coach import places, study, words
from coach.app.instance import Instance
from coach.app.journal import open_log
from coach.app.links import Target, target
from coach.app.speech import HeadingFactory
from coach.app.theme import CoachApplication, Theme, load_fonts, system_scale, system_theme
from coach.app.window import Window
from coach.child_environment import hand_back_libraries
from coach.domain.errors import CoachError
from coach.study import Me

SHARE_AFTER = 1000
"""Milliseconds."""


def main(arguments: list[str] | None = None) -> int:
    """Open the window, at a lesson or path if a link is given; a running window is asked instead.

    Hidden arguments instead of the window: the agent's shows a reminder, that of `coach evidence` typesets a page,
    that of `coach preview` shows a lesson that is being written.
    """
    hand_back_libraries()
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["--paper"] and len(given) == 3:
        from coach.app import paper

        return paper.run(*given[1:])
    if given == ["--toast"]:
        from coach.app import toast

        return toast.run(_dressed)
    if given[:1] == ["--preview"] and len(given) == 2:
        from coach.app import preview

        return preview.run(given[1], _dressed())
    link = given[0] if given else ""
    instance = Instance(places.local())
    if not instance.first:
        instance.ask(link)
        return 0
    open_log()
    return _run(instance, link)


def _run(instance: Instance, link: str) -> int:
    application = make_application()
    window = make_window()
    instance.asked.connect(lambda wanted: _open(window, wanted))
    application.styleHints().colorSchemeChanged.connect(lambda _: _follow_system(window))
    instance.listen()
    _open(window, link, first=True)
    window.show()
    window.arrive()
    if instance.trouble is not None:
        window.fail(instance.trouble)
    # After the first page is drawn: what was finished is safe meanwhile, and sharing it again costs nothing.
    if window.seat is None:
        _share_soon(window)
    else:
        window.seat.seated.connect(lambda: _share_soon(window))
    status: int = application.exec()
    window.leave()
    instance.release()
    return status


def _share_soon(window: Window) -> None:
    QTimer.singleShot(SHARE_AFTER, window, lambda: window.work(_share, lambda _: window.syncing.begin()))


def make_application() -> CoachApplication:
    """The application in the person's language and theme."""
    study.speak()
    application = CoachApplication(sys.argv[:1])
    application.setApplicationName("coach")
    application.setDesktopFileName("coach-numerique-responsable")
    application.setStyle("Fusion")
    factory = HeadingFactory()
    application.setProperty("headings", factory)
    QAccessible.installFactory(factory)
    load_fonts()
    return application


def _dressed() -> CoachApplication:
    """The application in the theme and text size of the person at this desk."""
    application = make_application()
    restyle(_person())
    return application


def _person() -> Me:
    try:
        return study.me()
    except CoachError:
        return study.stranger()


def make_window() -> Window:
    """The window of the person at this desk, without a page yet."""
    from coach.app import keyboard

    me = _person()
    restyle(me)
    window = Window(me, restyle)
    if window.seat is not None:
        window.seat.linked.connect(lambda wanted: _open(window, wanted))
    keyboard.connect(window)
    return window


def _follow_system(window: Window) -> None:
    """The system's colours have changed, at nightfall perhaps."""
    if window.me.settings.theme == "auto":
        window.rebuild()


def restyle(me: Me) -> None:
    """Give the application the theme, text size and Qt texts that the settings ask for."""
    application = CoachApplication.instance()
    assert isinstance(application, CoachApplication)
    wanted = me.settings
    name = system_theme() if wanted.theme == "auto" else wanted.theme
    scale = (wanted.text_scale or system_scale()) / 100
    application.theme = Theme(name, scale, wanted.font, wanted.line_spacing == "wide")
    application.setFont(application.theme.font("body"))
    application.setPalette(application.theme.palette())
    application.setStyleSheet(application.theme.style_sheet())
    application.setWindowIcon(QIcon(application.theme.logo(64)))
    application.setApplicationDisplayName(words._("Responsible digital coach"))
    _qt_words(application)


def _qt_words(application: CoachApplication) -> None:
    # The words of the language before would still be found behind those of this one.
    if application.words is not None:
        application.removeTranslator(application.words)
    application.words = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if application.words.load(QLocale(words.language()), "qtbase", "_", folder):
        application.installTranslator(application.words)


def _open(window: Window, link: str, first: bool = False) -> None:
    if window.seat is not None and not window.seat.person:
        window.seat.wanted = link
        if first:
            window.go("who")
        else:
            _raise(window)
        return
    try:
        wanted = target(link, window.me.library) if link else Target("today")
    except CoachError as error:
        if first:
            window.go("today")
        window.fail(error)
    else:
        if window.me == study.stranger():
            wanted = Target("trouble")
        elif not window.me.settings.welcomed and not link:
            wanted = Target("welcome")
        if link or first:
            window.go(wanted.page, *wanted.arguments)
    if not first:
        _raise(window)


def _raise(window: Window) -> None:
    window.show()
    window.raise_()
    window.activateWindow()


def _share() -> int:
    """Completions that a power cut left unshared, or finished before their path was assigned."""
    from coach.study import sharing

    return sharing.share(study.whoami())


if __name__ == "__main__":
    sys.exit(main())
