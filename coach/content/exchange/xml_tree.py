"""XML from anybody as a small tree with line numbers: no DTD, no entities, no depth without end."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString

from coach.content.exchange.source import NotImported
from coach.words import _

_DEEPEST = 40


@dataclass
class Node:
    """An element with the line where it begins."""

    tag: str
    line: int
    attributes: dict[str, str]
    children: list["Node"] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that stands right inside it."""
        return "".join(self.parts)

    def all(self, tag: str) -> Iterator["Node"]:
        """Its children of a name."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> "Node | None":
        """Its first child of a name."""
        return next(self.all(tag), None)

    def words(self, *tags: str) -> str:
        """The text of a child's child, and so on; empty if there is none."""
        node: Node | None = self
        for tag in tags:
            node = node.first(tag) if node else None
        return node.text.strip() if node else ""


class _TooDeepError(SAXException):
    pass


class _Builder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[Node] = [Node("", 0, {})]
        self._place: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - SAX calls it so
        self._place = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX calls it so
        if len(self.open) > _DEEPEST:
            raise _TooDeepError("too deep")
        line = (self._place.getLineNumber() or 0) if self._place else 0
        node = Node(name, line, dict(attrs.items()))
        self.open[-1].children.append(node)
        self.open.append(node)

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX calls it so
        self.open.pop()

    def characters(self, content: str) -> None:
        self.open[-1].parts.append(content)


def tree(file: str, content: bytes) -> Node:
    """The outermost element.

    Raises:
        NotImported: it is no XML, or holds a DTD, an entity of its own or elements without end.
    """
    builder = _Builder()
    try:
        parseString(content, builder, forbid_dtd=True)
    except DefusedXmlException as error:
        reason = _("it declares a document type or entities, which could read or fill this computer.")
        raise NotImported(file=file, reason=reason) from error
    except SAXParseException as error:
        told = _("line {line}: {fault}").format(line=error.getLineNumber(), fault=error.getMessage())
        raise NotImported(file=file, reason=_("this is no valid XML, {fault}").format(fault=told)) from error
    except _TooDeepError as error:
        raise NotImported(
            file=file, reason=_("its elements stand one inside the other without end.")
        ) from error
    except (SAXException, LookupError, ValueError) as error:
        raise NotImported(file=file, reason=_("this is no valid XML, {fault}").format(fault=error)) from error
    return builder.open[0].children[0]
