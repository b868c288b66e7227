"""Which language the screens speak: our own catalogue and the toolkit's, at start and later."""

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTimer, QTranslator

from ui.theme import RESOURCES
from ui.words import speak_by

CONTEXT: Final = "kanyan"
CHINESE: Final = "zh"
ENGLISH: Final = "en"
LANGUAGES: Final = {CHINESE: "中文", ENGLISH: "English"}
"""Each is called what it calls itself."""

_LOCALES: Final = {CHINESE: "zh_CN", ENGLISH: "en_GB"}
_QT_WORDS: Final = {CHINESE: "qtbase_zh_CN", ENGLISH: "qtbase_en"}


def speak(application: QCoreApplication, language: str) -> None:
    """Speak this language from now on; what is shown already is made anew by whoever shows it."""
    language = language if language in LANGUAGES else CHINESE
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(QLocale(_LOCALES[language]))
    # Of the toolkit's own words (menus, dialogues) the first page has none: they can wait a turn.
    QTimer.singleShot(0, application, partial(_install_words_of_qt, application, language))
    if language == CHINESE:
        speak_by(str)
        return
    _install(application, f"kanyan_{language}", str(RESOURCES / "translations"))
    speak_by(_looked_up)


def _install_words_of_qt(application: QCoreApplication, language: str) -> None:
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    _install(application, _QT_WORDS[language], folder)


def _install(application: QCoreApplication, name: str, folder: str) -> None:
    catalogue = QTranslator(application)
    if catalogue.load(name, folder):
        application.installTranslator(catalogue)


def _looked_up(source: str) -> str:
    return QCoreApplication.translate(CONTEXT, source)
