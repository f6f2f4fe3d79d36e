//! Elements → [`Csdl`]. Comes in: a text among sources. Goes out: what it says; nothing but findings where it cannot be read.
//! Annotations, keys and elements of later versions are passed over.

use std::collections::BTreeMap;

use super::{
    Callable, CallableKind, Csdl, Entry, EnumType, Property, StructuredType, TypeUse,
    xml::{Element, cut, parse},
};
use crate::{
    diagnostic::Diagnostic,
    model::{PropertyKind, TypeKind, TypeName},
    text::{FileId, Sources},
};

/// Reads a `$metadata` document. All that is wrong with its elements is told at once.
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
        // A schema without a namespace has been told.
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
            properties.push(Property {
                name: child.need("Name")?.to_owned(),
                kind,
                ty: self.type_use(child, "Type")?,
                line: self.line(child),
            });
        }
        let ty = StructuredType {
            name: name.clone(),
            kind,
            base,
            is_abstract: element.is("Abstract"),
            open: element.is("OpenType"),
            properties,
            line: self.line(element),
        };
        self.csdl.types.insert(name, ty);
        Ok(())
    }

    fn enum_(&mut self, namespace: &str, element: Element<'a>) -> Result<(), Diagnostic> {
        let name = declared(namespace, element)?;
        let members = element.children().filter(|child| child.tag() == "Member");
        let members = members.map(|member| member.need("Name").map(str::to_owned));
        let enum_ = EnumType {
            name: name.clone(),
            flags: element.is("IsFlags"),
            members: members.collect::<Result<_, _>>()?,
            line: self.line(element),
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
