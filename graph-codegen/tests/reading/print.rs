//! Prints what pages say, a line for each fact; what a page does not say takes no line.

use std::fmt::{Display, Write};

use graph_codegen::{
    diagnostic::Diagnostic,
    page::{
        Annotation, Body, EnumTable, Message, Notes, Outcome, Page, PermissionRow, PropertyRow, StartLine,
        TypeCell,
    },
    text::{Sources, Span},
};

/// All pages, each with its findings at the end.
pub(crate) fn text(sources: &Sources, pages: &[Page], found: &[Diagnostic]) -> String {
    let mut lines = Lines {
        sources,
        text: String::new(),
    };
    for page in pages {
        lines.page(page);
    }
    for finding in found {
        let place = finding.span.map(|span| lines.place(span)).unwrap_or_default();
        lines.line(format_args!("{} {place}: {}", finding.code.id, finding.message));
    }
    lines.text
}

struct Lines<'a> {
    sources: &'a Sources,
    text: String,
}

impl Lines<'_> {
    fn line(&mut self, line: impl Display) {
        writeln!(self.text, "{line}").expect("a string takes all");
    }

    fn lines<T: Display>(&mut self, name: &str, values: impl IntoIterator<Item = T>) {
        for value in values {
            self.line(format_args!("  {name} {value}"));
        }
    }

    fn place(&self, span: Span) -> String {
        let (path, line) = self.sources.place(span);
        format!("{path}:{line}")
    }

    fn page(&mut self, page: &Page) {
        let title = &page.title.value;
        self.line(format_args!(
            "{} `{title}`{}",
            page.path,
            flag(page.deprecated, " deprecated")
        ));
        let matter = page.front_matter.0.iter();
        self.lines(
            "front matter",
            matter.map(|(key, value)| format!("{} = {}", key.value, value.value)),
        );
        self.lines("namespace", page.namespace.iter().map(|name| &name.value));
        self.lines("intro", page.intro.iter().map(|prose| &prose.text));
        self.lines("callout", page.callouts.iter().map(|prose| &prose.text));
        self.lines(
            "text on properties",
            page.property_prose.iter().map(|prose| &prose.text),
        );
        for table in &page.properties {
            self.rows("property", &table.rows);
        }
        for table in &page.relationships {
            self.rows("relationship", &table.rows);
        }
        page.enums.iter().for_each(|table| self.enum_(table));
        self.methods(page);
        self.lines("derived type", page.derived_types.iter().map(|link| &link.text));
        for shown in &page.representations {
            let annotation = annotation(shown.annotation.as_deref());
            self.line(format_args!("  representation {}{annotation}", body(&shown.body)));
        }
        self.operation(page);
        page.examples.iter().for_each(|message| self.message(message));
        self.lines(
            "page annotation",
            page.annotations.iter().map(|found| annotation(Some(found))),
        );
        let left_out = page
            .coverage
            .iter()
            .filter(|block| block.outcome != Outcome::Modelled);
        for block in left_out {
            let place = self.place(block.span);
            self.line(format_args!(
                "  {} {place}: {:?}",
                block.kind.name(),
                block.outcome
            ));
        }
    }

    fn methods(&mut self, page: &Page) {
        for row in &page.methods {
            let link = row.link.as_ref().map_or("", |link| &link.target);
            let returns = row.returns.as_ref().map_or("nothing".to_owned(), cell);
            self.line(format_args!("  method {} ({link}) -> {returns}", row.name.value));
        }
    }

    fn operation(&mut self, page: &Page) {
        for line in &page.requests {
            let annotation = annotation(line.annotation.as_deref());
            let (method, target) = (&line.method.value, &line.target.value);
            self.line(format_args!("  request {method} {target}{annotation}"));
        }
        for table in &page.permissions {
            let of = option(" of", table.heading.as_ref()) + &option(" under", table.lead.as_ref());
            if !of.is_empty() {
                self.line(format_args!("  table{of}"));
            }
            table.rows.iter().for_each(|row| self.permissions(row));
        }
        self.lines("cloud", &page.clouds);
        for row in &page.headers {
            let value = row
                .value
                .iter()
                .map(|value| format!(" = {value}"))
                .collect::<String>();
            let (name, about) = (&row.name.value, &row.description.text);
            self.line(format_args!(
                "  header {name}{value}{}: {about}",
                option(" required", row.required)
            ));
        }
        for row in &page.response_headers {
            let (name, about) = (&row.name.value, &row.description.text);
            self.line(format_args!("  response header {name}: {about}"));
        }
        for table in &page.parameters {
            self.rows(&format!("{:?} parameter", table.place), &table.rows);
        }
        if let Some(query) = &page.query {
            self.lines("query option", query.options.iter().map(|option| &option.value));
            self.lines("query option excluded", query.excluded.iter());
            let flags = flag(query.supported, " all") + &flag(query.unsupported, " some not");
            self.line(format_args!("  query options supported:{flags}"));
        }
        if let Some(body) = &page.request_body {
            let flags = [
                flag(body.none, " none"),
                flag(body.parameters, " parameters"),
                flag(body.updates, " updates"),
                option(" type", body.ty.as_ref().map(cell)),
                option(" content", body.content_type.as_ref()),
            ];
            self.line(format_args!("  request body:{}", flags.concat()));
            body.tables
                .iter()
                .for_each(|table| self.rows("body property", &table.rows));
        }
        for said in &page.responses {
            let ty = said.result.as_ref().map(cell);
            let flags = flag(said.no_body, " no body") + &option(" type", ty);
            self.line(format_args!("  response {:?}{flags}", said.statuses));
        }
        for table in &page.response_tables {
            self.rows("response property", &table.rows);
        }
    }

    fn rows(&mut self, name: &str, rows: &[PropertyRow]) {
        for row in rows {
            let (notes, about) = (notes(&row.notes), &row.description.text);
            self.line(format_args!(
                "  {name} {}: {}{notes}",
                row.name.value,
                cell(&row.ty)
            ));
            self.lines("  |", (!about.is_empty()).then_some(about));
        }
    }

    fn enum_(&mut self, table: &EnumTable) {
        let flags = flag(table.own_page, " own page") + &flag(table.flags, " flags");
        let evolvable = list(" evolvable", &table.evolvable);
        self.line(format_args!("  enum {}{flags}{evolvable}", table.name.value));
        for member in &table.members {
            let value = option("", member.value) + &flag(member.deprecated, " deprecated");
            let about = member.description.as_ref().map_or("", |prose| &prose.text);
            self.line(format_args!("    {}{value}: {about}", member.name.value));
        }
    }

    fn permissions(&mut self, row: &PermissionRow) {
        let names = row.alternatives.iter().map(|all| {
            let names: Vec<_> = all.iter().map(|name| name.value.as_str()).collect();
            names.join(" and ")
        });
        let names: Vec<_> = names.collect();
        let flags = option(" if", row.when.as_ref())
            + &flag(row.not_supported, " not supported")
            + &option(" least", row.least)
            + &list("", &names);
        self.line(format_args!("  permissions {:?}{flags}", row.kind.value));
    }

    fn message(&mut self, message: &Message) {
        let start = match &message.start {
            StartLine::Request { method, url } => format!("request {method} {url}"),
            StartLine::Response { status, reason } => format!("response {status} {reason}"),
            StartLine::None => "body".to_owned(),
        };
        let (group, heading) = (&message.group, &message.heading);
        let annotation = annotation(message.annotation.as_deref());
        self.line(format_args!(
            "  example {start} of `{group}` below `{heading}`{annotation}"
        ));
        self.lines(
            "  header",
            message
                .headers
                .iter()
                .map(|(name, value)| format!("{name}: {value}")),
        );
        self.line(format_args!("    {}", body(&message.body)));
    }
}

fn flag(is: bool, word: &str) -> String {
    word.repeat(usize::from(is))
}

fn option(name: &str, value: Option<impl Display>) -> String {
    value.map_or(String::new(), |value| format!("{name} {value}"))
}

fn list(name: &str, values: &[String]) -> String {
    option(name, (!values.is_empty()).then(|| values.join(", ")))
}

fn cell(cell: &TypeCell) -> String {
    let links = cell.types.iter().map(|ty| match &ty.link {
        Some(link) => format!("{} ({link})", ty.name),
        None => ty.name.clone(),
    });
    let types = links.collect::<Vec<_>>().join(" | ");
    types + &flag(cell.collection, " collection")
}

fn notes(notes: &Notes) -> String {
    let ancestors = notes.inherited_from.iter().map(|ty| match &ty.link {
        Some(link) => format!(", inherited from {} ({link})", ty.name),
        None => format!(", inherited from {}", ty.name),
    });
    let values = notes.values.iter().map(|list| {
        let values: Vec<_> = list.values.iter().map(|value| value.value.as_str()).collect();
        let evolvable = list.evolvable.join(" ");
        format!(
            ", values [{}] evolvable [{evolvable}]{}",
            values.join(" "),
            flag(list.flags, " flags")
        )
    });
    let flags = [
        flag(notes.read_only, ", read-only"),
        option(", nullable", notes.nullable),
        option(", required", notes.required),
        flag(notes.deprecated, ", deprecated"),
        flag(notes.key, ", key"),
        option(", default", notes.default.as_ref()),
        option(
            ", filter",
            notes.filter.as_ref().map(|operators| operators.join(" ")),
        ),
        flag(notes.only_on_select, ", only on $select"),
    ];
    ancestors.chain(values).collect::<String>() + &flags.concat()
}

fn body(body: &Body) -> String {
    match body {
        Body::Empty => "empty".to_owned(),
        Body::Json { value, repairs, .. } => {
            let repairs: Vec<_> = repairs.iter().map(|repair| repair.value.to_owned()).collect();
            format!("json {value}{}", list(" repaired", &repairs))
        }
        Body::Invalid { text, .. } => format!("invalid json {text:?}"),
        Body::Other { text, .. } => format!("text {text:?}"),
    }
}

fn annotation(found: Option<&Annotation>) -> String {
    let Some(found) = found else {
        return String::new();
    };
    let flags = [
        option(" block", found.block_type.as_ref()),
        list(" names", &found.names),
        option(" type", found.odata_type.as_ref().map(|name| &name.value)),
        option(" collection", found.is_collection),
        option(" truncated", found.truncated),
        option(" base", found.base_type.as_ref()),
        option(" key", found.key_property.as_ref()),
        option(" open", found.open_type),
        option(" abstract", found.is_abstract),
        list(" aliases", &found.aliases),
        flag(found.of_page, " page"),
    ];
    format!(" @{{{} }}", flags.concat())
}
