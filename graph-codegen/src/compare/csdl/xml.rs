//! The XML of a CSDL document. Comes in: a text. Goes out: its elements of the right namespaces, or what is wrong.
//! Entities beyond the five of XML, and documents that would fill the memory, are refused.

use roxmltree::{Document, Node, ParsingOptions};

use crate::{
    diagnostic::{Diagnostic, codes},
    text::{FileId, SourcePage, Span},
};

/// The namespace of the outermost element.
const EDMX: &str = "http://docs.oasis-open.org/odata/ns/edmx";
/// The namespace of schemas and all that is in them.
const EDM: &str = "http://docs.oasis-open.org/odata/ns/edm";
const VERSIONS: [&str; 2] = ["4.0", "4.01"];
/// The largest services have a tenth of this.
const NODES: u32 = 4_000_000;
/// OData's names are shorter by far; a type has a namespace and `Collection()` around it.
const LONGEST: usize = 1024;

/// The document, not yet looked at.
pub(super) fn parse(file: FileId, text: &SourcePage) -> Result<Document<'_>, Diagnostic> {
    let options = ParsingOptions {
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(&text.text, options).map_err(|error| {
        let at = text.offset(error.pos().row, error.pos().col);
        let message = format!("this is no XML that can be read: {}", cut(&without_place(&error)));
        Diagnostic::new(&codes::BAD_METADATA, Span::new(file, at..at), message)
            .help("save the answer to `GET /$metadata` as it comes")
    })
}

/// The message ends with ` at 1:2`, which the finding shows by itself.
fn without_place(error: &roxmltree::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at ")
        .filter(|(_, place)| place.bytes().all(|byte| byte.is_ascii_digit() || byte == b':'))
        .map_or(text.clone(), |(message, _)| message.to_owned())
}

/// An element with the file that it stands in.
#[derive(Clone, Copy)]
pub(super) struct Element<'a> {
    file: FileId,
    node: Node<'a, 'a>,
}

impl<'a> Element<'a> {
    /// The outermost element, when it is one of a version that is known.
    pub(super) fn root(file: FileId, document: &'a Document<'a>) -> Result<Self, Diagnostic> {
        let root = Self {
            file,
            node: document.root_element(),
        };
        if !root.node.has_tag_name((EDMX, "Edmx")) {
            let name = root.node.tag_name();
            let namespace = name.namespace().map(|uri| format!(" of `{}`", cut(uri)));
            let message = format!(
                "the outermost element is `{}`{}",
                cut(name.name()),
                namespace.unwrap_or_default()
            );
            return Err(root
                .fault(message)
                .help(format!("expected `Edmx` of `{EDMX}`: OData 4 as XML")));
        }
        match root.node.attribute("Version") {
            Some(version) if VERSIONS.contains(&version) => Ok(root),
            found => {
                let found = found.map_or("no version".to_owned(), |found| {
                    format!("version `{}`", cut(found))
                });
                let known = format!("expected one of {}", VERSIONS.join(", "));
                Err(root.fault(format!("{found} of CSDL")).help(known))
            }
        }
    }

    /// All schemas, wherever they stand.
    pub(super) fn schemas(self) -> impl Iterator<Item = Self> {
        let all = self.node.descendants();
        self.elements(all).filter(|element| element.tag() == "Schema")
    }

    /// The elements right below.
    pub(super) fn children(self) -> impl Iterator<Item = Self> {
        self.elements(self.node.children())
    }

    fn elements(self, nodes: impl Iterator<Item = Node<'a, 'a>>) -> impl Iterator<Item = Self> {
        let ours = nodes.filter(|node| node.tag_name().namespace() == Some(EDM));
        ours.map(move |node| Self { node, ..self })
    }

    /// `EntityType`.
    pub(super) fn tag(self) -> &'a str {
        self.node.tag_name().name()
    }

    /// `IsBound="true"`.
    pub(super) fn is(self, attribute: &str) -> bool {
        self.node.attribute(attribute) == Some("true")
    }

    /// An attribute that may be missing.
    pub(super) fn get(self, attribute: &str) -> Result<Option<&'a str>, Diagnostic> {
        match self.node.attribute(attribute) {
            Some(value) if value.len() > LONGEST => {
                let message = format!("`{attribute}` of `{}` has {} bytes", self.tag(), value.len());
                Err(self
                    .fault(message)
                    .help(format!("no name is longer than {LONGEST} bytes")))
            }
            found => Ok(found),
        }
    }

    /// An attribute that must be there.
    pub(super) fn need(self, attribute: &str) -> Result<&'a str, Diagnostic> {
        let value = self.get(attribute)?;
        value.filter(|value| !value.is_empty()).ok_or_else(|| {
            let message = format!("`{}` without `{attribute}`", self.tag());
            self.fault(message)
                .help("every element of its kind has it in CSDL 4")
        })
    }

    /// Its first byte.
    pub(super) fn span(self) -> Span {
        let start = self.node.range().start;
        Span::new(self.file, start..start + 1)
    }

    /// Something is wrong with it.
    pub(super) fn fault(self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(&codes::BAD_METADATA, self.span(), message)
    }
}

/// Enough of a text to know it again.
pub(super) fn cut(text: &str) -> String {
    let short: String = text.chars().take(100).collect();
    if short.len() < text.len() {
        short + "…"
    } else {
        short
    }
}
