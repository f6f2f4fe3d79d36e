//! Reads the `$metadata` of a service, an OData CSDL document. Annotations, keys and elements of later versions are
//! skipped; entities beyond the five of XML, and documents that would fill the memory, are refused.

use std::collections::BTreeMap;

use roxmltree::{Document, Node, ParsingOptions};

use crate::{
    diagnostic::{Diagnostic, codes},
    model::{Enum, Member, Property, PropertyKind, Source, Type, TypeKind, TypeName, TypeUse},
    text::{FileId, SourcePage, Sources, Span},
};

/// A CSDL document: the schemas of one service, aliases of namespaces resolved. Types and enums have what both the model
/// and CSDL know of them.
#[derive(Clone, Debug, Default)]
pub struct Csdl {
    /// `EntityType` and `ComplexType`, by name.
    pub types: BTreeMap<TypeName, Type>,
    /// `EnumType`, by name.
    pub enums: BTreeMap<TypeName, Enum>,
    /// `Action` and `Function`, in order; an overload each.
    pub callables: Vec<Callable>,
    /// `EntitySet` and `Singleton`, in order.
    pub entries: Vec<Entry>,
}

/// Action or function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallableKind {
    /// `<Action>`: called with POST.
    Action,
    /// `<Function>`: called with GET.
    Function,
}

/// `<Function Name="delta" IsBound="true">`.
#[derive(Clone, Debug)]
pub struct Callable {
    /// Action or function.
    pub kind: CallableKind,
    /// `delta`.
    pub name: String,
    /// The type of its first parameter, where it is bound to it.
    pub on: Option<TypeUse>,
    /// `ReturnType`.
    pub result: Option<TypeUse>,
    /// Its line in the document.
    pub line: u32,
}

/// `<EntitySet Name="users" EntityType="microsoft.graph.user">`, `<Singleton Name="me" …>`.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `users`.
    pub name: String,
    /// What it holds; a collection for an entity set.
    pub ty: TypeUse,
    /// Its line in the document.
    pub line: u32,
}

/// Reads a `$metadata` document.
///
/// # Errors
///
/// All faults of its elements, each a finding with its line.
pub fn read(sources: &Sources, file: FileId) -> Result<Csdl, Vec<Diagnostic>> {
    let document = parse(file, sources.get(file)).map_err(|fault| vec![fault])?;
    let root = Element::root(file, &document).map_err(|fault| vec![fault])?;
    let mut reader = Reader {
        sources,
        aliases: BTreeMap::new(),
        csdl: Csdl::default(),
        faults: Vec::new(),
    };
    for schema in root.schemas() {
        reader.alias(schema);
    }
    for schema in root.schemas() {
        reader.schema(schema);
    }
    if reader.faults.is_empty() && reader.csdl.types.is_empty() {
        let nothing = root.fault("no type is declared here");
        reader
            .faults
            .push(nothing.help("is this the answer to `GET /$metadata`?"));
    }
    if reader.faults.is_empty() {
        Ok(reader.csdl)
    } else {
        Err(reader.faults)
    }
}

struct Reader<'a> {
    sources: &'a Sources,
    /// Namespaces by their aliases.
    aliases: BTreeMap<&'a str, &'a str>,
    csdl: Csdl,
    faults: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn alias(&mut self, schema: Element<'a>) {
        let named = || Ok::<_, Diagnostic>((schema.get("Alias")?, schema.need("Namespace")?));
        match named() {
            Ok((Some(alias), namespace)) => {
                self.aliases.insert(alias, namespace);
            }
            Ok(_) => {}
            Err(fault) => self.faults.push(fault),
        }
    }

    fn schema(&mut self, schema: Element<'a>) {
        // A schema without a namespace has been reported.
        let Ok(namespace) = schema.need("Namespace") else {
            return;
        };
        for element in schema.children() {
            if let Err(fault) = self.element(namespace, element) {
                self.faults.push(fault);
            }
        }
    }

    fn element(&mut self, namespace: &str, element: Element<'a>) -> Result<(), Diagnostic> {
        match element.tag() {
            "EntityType" => self.structured(namespace, element, TypeKind::Entity),
            "ComplexType" => self.structured(namespace, element, TypeKind::Complex),
            "EnumType" => self.enum_(namespace, element),
            "Action" => self.callable(element, CallableKind::Action),
            "Function" => self.callable(element, CallableKind::Function),
            "EntityContainer" => element.children().try_for_each(|entry| self.entry(entry)),
            _ => Ok(()),
        }
    }

    fn structured(
        &mut self,
        namespace: &str,
        element: Element<'a>,
        kind: TypeKind,
    ) -> Result<(), Diagnostic> {
        let name = declared(namespace, element)?;
        let base = element.get("BaseType")?.map(|base| self.full(base));
        let mut properties = Vec::new();
        for child in element.children() {
            let kind = match child.tag() {
                "Property" => PropertyKind::Structural,
                "NavigationProperty" => PropertyKind::Navigation,
                _ => continue,
            };
            let TypeUse { ty, collection } = self.type_use(child, "Type")?;
            properties.push(Property {
                kind,
                collection,
                ..Property::plain(child.need("Name")?, ty, self.source(child))
            });
        }
        let ty = Type {
            base,
            is_abstract: element.is("Abstract"),
            open: element.is("OpenType"),
            properties,
            ..Type::plain(name.clone(), kind, self.source(element))
        };
        self.csdl.types.insert(name, ty);
        Ok(())
    }

    fn enum_(&mut self, namespace: &str, element: Element<'a>) -> Result<(), Diagnostic> {
        let name = declared(namespace, element)?;
        let members = element.children().filter(|child| child.tag() == "Member");
        let members = members.map(|member| Ok(Member::plain(member.need("Name")?, self.source(member))));
        let members = members.collect::<Result<_, Diagnostic>>()?;
        let enum_ = Enum {
            flags: element.is("IsFlags"),
            ..Enum::plain(name.clone(), members, self.source(element))
        };
        self.csdl.enums.insert(name, enum_);
        Ok(())
    }

    fn callable(&mut self, element: Element<'a>, kind: CallableKind) -> Result<(), Diagnostic> {
        let of = |tag| element.children().find(move |child| child.tag() == tag);
        let bound = of("Parameter").filter(|_| element.is("IsBound"));
        let on = bound.map(|first| self.type_use(first, "Type")).transpose()?;
        let result = of("ReturnType")
            .map(|returned| self.type_use(returned, "Type"))
            .transpose()?;
        self.csdl.callables.push(Callable {
            kind,
            name: element.need("Name")?.to_owned(),
            on,
            result,
            line: self.line(element),
        });
        Ok(())
    }

    fn entry(&mut self, element: Element<'a>) -> Result<(), Diagnostic> {
        let (attribute, collection) = match element.tag() {
            "EntitySet" => ("EntityType", true),
            "Singleton" => ("Type", false),
            _ => return Ok(()),
        };
        let ty = self.full(element.need(attribute)?);
        self.csdl.entries.push(Entry {
            name: element.need("Name")?.to_owned(),
            ty: TypeUse { ty, collection },
            line: self.line(element),
        });
        Ok(())
    }

    fn type_use(&self, element: Element<'a>, attribute: &str) -> Result<TypeUse, Diagnostic> {
        let text = element.need(attribute)?;
        let inner = text
            .strip_prefix("Collection(")
            .map(|rest| rest.strip_suffix(')'));
        let name = inner.unwrap_or(Some(text)).filter(|name| is_name(name));
        let name = name.ok_or_else(|| {
            let message = format!("`{}` is not the name of a type", cut(text));
            element
                .fault(message)
                .help("expected `namespace.name`, or that within `Collection()`")
        })?;
        Ok(TypeUse {
            ty: self.full(name),
            collection: inner.is_some(),
        })
    }

    /// A name with its namespace in place of an alias.
    fn full(&self, name: &str) -> TypeName {
        let aliased = self.aliases.iter().find_map(|(alias, namespace)| {
            let rest = name.strip_prefix(alias)?.strip_prefix('.')?;
            let is_full = name
                .strip_prefix(namespace)
                .is_some_and(|rest| rest.starts_with('.'));
            (!is_full).then(|| format!("{namespace}.{rest}"))
        });
        TypeName::new(aliased.unwrap_or_else(|| name.to_owned()))
    }

    fn source(&self, element: Element<'_>) -> Source {
        Source::at(self.sources, element.span())
    }

    fn line(&self, element: Element<'_>) -> u32 {
        self.sources.line(element.span())
    }
}

fn declared(namespace: &str, element: Element<'_>) -> Result<TypeName, Diagnostic> {
    Ok(TypeName::new(format!("{namespace}.{}", element.need("Name")?)))
}

/// Letters, digits, `_` and `-` between dots.
fn is_name(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    text.contains('.') && text.split('.').all(part)
}

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
fn parse(file: FileId, text: &SourcePage) -> Result<Document<'_>, Diagnostic> {
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
struct Element<'a> {
    file: FileId,
    node: Node<'a, 'a>,
}

impl<'a> Element<'a> {
    /// The outermost element, when it is one of a version that is known.
    fn root(file: FileId, document: &'a Document<'a>) -> Result<Self, Diagnostic> {
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
    fn schemas(self) -> impl Iterator<Item = Self> {
        let all = self.node.descendants();
        self.elements(all).filter(|element| element.tag() == "Schema")
    }

    /// The elements right below.
    fn children(self) -> impl Iterator<Item = Self> {
        self.elements(self.node.children())
    }

    fn elements(self, nodes: impl Iterator<Item = Node<'a, 'a>>) -> impl Iterator<Item = Self> {
        let ours = nodes.filter(|node| node.tag_name().namespace() == Some(EDM));
        ours.map(move |node| Self { node, ..self })
    }

    /// `EntityType`.
    fn tag(self) -> &'a str {
        self.node.tag_name().name()
    }

    /// `IsBound="true"`.
    fn is(self, attribute: &str) -> bool {
        self.node.attribute(attribute) == Some("true")
    }

    /// An attribute that may be missing.
    fn get(self, attribute: &str) -> Result<Option<&'a str>, Diagnostic> {
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
    fn need(self, attribute: &str) -> Result<&'a str, Diagnostic> {
        let value = self.get(attribute)?;
        value.filter(|value| !value.is_empty()).ok_or_else(|| {
            let message = format!("`{}` without `{attribute}`", self.tag());
            self.fault(message)
                .help("every element of its kind has it in CSDL 4")
        })
    }

    /// Its first byte.
    fn span(self) -> Span {
        let start = self.node.range().start;
        Span::new(self.file, start..start + 1)
    }

    /// Something is wrong with it.
    fn fault(self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(&codes::BAD_METADATA, self.span(), message)
    }
}

/// Enough of a text to know it again.
fn cut(text: &str) -> String {
    let short: String = text.chars().take(100).collect();
    if short.len() < text.len() {
        short + "…"
    } else {
        short
    }
}

#[cfg(test)]
mod tests;
