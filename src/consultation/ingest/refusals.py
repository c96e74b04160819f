"""Why a file is not taken in: stable codes, each with the sentence that says what is wrong and what to do."""

from enum import StrEnum

from consultation.core.errors import ConsultationError
from consultation.core.messages import Message, message


class RefusedFile(ConsultationError):
    """The file was not taken in; nothing was stored. `code` is for machines, `message` for the person."""

    def __init__(self, code: "Code", sentence: Message) -> None:
        super().__init__(sentence)
        self.code = code
        self.message = sentence


class Code(StrEnum):
    """Stable names of the refusals (docx.md, section 5)."""

    EMPTY = "E_EMPTY"
    NOT_DOCX = "E_NOT_DOCX"
    ENCRYPTED = "E_ENCRYPTED"
    MACRO = "E_MACRO"
    TOO_BIG = "E_TOO_BIG"
    ZIP_BROKEN = "E_ZIP_BROKEN"
    ZIP_OVERLAP = "E_ZIP_OVERLAP"
    ZIP_DUPLICATE = "E_ZIP_DUPLICATE"
    ZIP_ENTRIES = "E_ZIP_ENTRIES"
    BOMB = "E_BOMB"
    NO_MAIN = "E_NO_MAIN"
    PACKAGE = "E_PACKAGE"
    DTD = "E_DTD"
    XML = "E_XML"
    DEPTH = "E_DEPTH"
    TOO_MANY = "E_TOO_MANY"
    TIME = "E_TIME"
    MEMORY = "E_MEMORY"


def empty_file() -> RefusedFile:
    """The upload has no bytes at all."""
    return RefusedFile(Code.EMPTY, message("The file is empty. Choose the Word file with the text of the draft."))


def no_text() -> RefusedFile:
    """A good Word file in which a reader sees no word."""
    return RefusedFile(
        Code.EMPTY,
        message(
            "The file has no visible text. If the text is an image or is hidden, "
            "put it in as ordinary text, save the file and upload it again."
        ),
    )


def not_docx(sentence: Message) -> RefusedFile:
    """Something else than a Word file; the sentence says what it is and what to do."""
    return RefusedFile(Code.NOT_DOCX, sentence)


def save_as_docx(found: Message) -> Message:
    """What to do with a text of another kind that Word opens; `found` names the kind."""
    return message(
        "This is not a Word document (.docx) but %(found)s. Open it in Word, "
        "choose “Save as”, “Word document (.docx)”, and upload that file.",
        found=found,
    )


def encrypted() -> RefusedFile:
    """Protected by a password, as a whole or inside the container."""
    return RefusedFile(
        Code.ENCRYPTED,
        message("The file is protected by a password. Remove the password in Word, save the file and upload it again."),
    )


def has_macros() -> RefusedFile:
    """A document that carries programs."""
    return RefusedFile(
        Code.MACRO,
        message(
            "The file contains macros (programs). Save it in Word as “Word document (.docx)” "
            "without macros and upload that file."
        ),
    )


def too_big(megabytes: int) -> RefusedFile:
    """More bytes than an upload may have."""
    return RefusedFile(
        Code.TOO_BIG,
        message(
            "The file is larger than %(n)s MB. Remove or compress the images in it and upload it again.", n=megabytes
        ),
    )


def damaged(code: Code = Code.ZIP_BROKEN) -> RefusedFile:
    """The container, the package or its XML cannot be read."""
    return RefusedFile(
        code,
        message(
            "The file is damaged and cannot be read. Open it in Word, save it as a new .docx and upload the new file."
        ),
    )


def unsafe(code: Code) -> RefusedFile:
    """Built in a way Word never builds files, and only attacks do."""
    return RefusedFile(
        code,
        message(
            "The file is built in an unsafe way and was not opened. Copy the text into a new Word document, "
            "save it as .docx and upload that file."
        ),
    )


def too_long(limit: int) -> RefusedFile:
    """More paragraphs, or more cells in one table, than a draft can have."""
    return RefusedFile(
        Code.TOO_MANY,
        message(
            "The text is too long: a draft may have up to %(limit)s paragraphs or table cells. "
            "Upload its parts as separate drafts.",
            limit=limit,
        ),
    )


def too_nested(limit: int) -> RefusedFile:
    """Tables inside tables inside tables."""
    return RefusedFile(
        Code.TOO_MANY,
        message(
            "Tables stand inside each other more than %(limit)s deep. Take the text out of the inner tables, "
            "save the file and upload it again.",
            limit=limit,
        ),
    )


def too_demanding(code: Code) -> RefusedFile:
    """The worker ran out of its time or memory."""
    return RefusedFile(
        code,
        message(
            "Reading the file takes more time or memory than is allowed. Simplify it (remove images, nested tables, "
            "old tracked changes), save it and upload it again."
        ),
    )
