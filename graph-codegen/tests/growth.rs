//! The cost of a page grows with its text, whatever the text: twice as much of a construct takes at most 2.5 times as
//! long, and a megabyte takes seconds. `cargo test --release --test growth -- --ignored` measures it; `GROWTH` names one
//! construct to measure alone.
#![allow(clippy::print_stderr, reason = "whoever measures wants to see the figures")]

use std::time::{Duration, Instant};

use graph_codegen::{analyze, generate, model::ApiInfo, text::Sources};

const MOST: f64 = 2.5;
const LONGEST: Duration = Duration::from_secs(5);

/// Constructs that begin something, mostly without its end.
const CONSTRUCTS: &[&str] = &[
    "[",
    "]",
    "[a](",
    "[a](b) ",
    "[a](b",
    "[a][",
    "[a][b] ",
    "[a]: b ",
    "[[a]] ",
    "](",
    "![",
    "![a](b) ",
    "<code>",
    "<code>a</code> ",
    "<!--",
    "<!-- a -->",
    "<",
    "<a ",
    "<a b=\"",
    "</",
    "<br>",
    "<ul><li>a",
    "</ul>",
    "&",
    "&amp;",
    "&#",
    "`",
    "`a` ",
    "`` ` ",
    "``a` ",
    "*",
    "*a",
    "**a** ",
    "*a_b",
    "_",
    "_a_ ",
    "\\",
    "\\[",
    "https://x.org/a) ",
    "http://)",
    "https://",
    "<https://x.org/",
    "(",
    ")",
    "((",
    "a",
    "word ",
    "Word. ",
    "|",
    "\\|",
    "- ",
    "1. ",
    "> ",
    "# ",
    "é",
    "\u{202e}",
    "Inherited from ",
    "Inherited from [",
    "Inherited from [a](b). ",
    "inherits from [",
    "Inherits from [a](a.md). ",
    "derived types are [a](a.md) ",
    "Possible values are: ",
    "Possible values are: `a`, ",
    "The possible values are: a | ",
    "Supports $filter (`eq`, ",
    "Default is ",
    "**TODO",
    "[!INCLUDE ",
    "[!include [a](b)] ",
    "Collection(",
    "microsoft.graph.a ",
    "{\"a\": ",
    "{",
    "\"",
    "GET /a/{b} ",
    "a.read, ",
    "(deprecated) ",
];

/// Constructs of lines.
const LINES: &[&str] = &[
    "|a|b|",
    "|a|b|\n<!-- c -->",
    "a|b",
    "- a",
    "* [a](b)",
    "[a]: b",
    "[a]: b\n\na",
    "> a",
    "    a",
    "# a",
    "## a",
    "```",
    "~~~\n~~~",
    "<!--",
    "<!-- a -->",
    "<div>",
    "---",
    "===",
    "[!INCLUDE [a](b.md)]",
    ":::zone",
    "GET /a/{b}",
    "POST /a(b='{c}')",
    "HTTP/1.1 200 OK",
    "{ \"a\": 1 }",
    "Name: value",
    "|:---|:---|",
];

/// Pages in which a text stands at one place.
type Page = fn(&str) -> [(&'static str, String); 2];

const PLACES: &[(&str, Page)] = &[
    ("description", |text| {
        let rows = format!("|id|String|{text}|\n|b|String|{text}|");
        [
            ("resources/a.md", resource(&rows)),
            ("api/b.md", operation("GET /a", "")),
        ]
    }),
    ("type", |text| {
        [
            ("resources/a.md", resource(&format!("|id|{text}|a|"))),
            ("api/b.md", operation("GET /a", "")),
        ]
    }),
    ("intro", |text| {
        let page = format!("# a resource type\n\nNamespace: microsoft.graph\n\n{text}\n");
        [("resources/a.md", page), ("api/b.md", operation("GET /a", text))]
    }),
];

const LINE_PLACES: &[(&str, Page)] = &[
    ("rows", |text| {
        [
            ("resources/a.md", resource(text)),
            ("api/b.md", operation("GET /a", "")),
        ]
    }),
    ("lines", |text| {
        let page = format!("# a resource type\n\nNamespace: microsoft.graph\n\n{text}\n");
        [("resources/a.md", page), ("api/b.md", operation("GET /a", text))]
    }),
    ("request", |text| {
        [
            ("resources/a.md", resource("")),
            ("api/b.md", operation(text, "")),
        ]
    }),
];

/// An example with as many undocumented keys as the text is long.
const KEYS: &[(&str, Page)] = &[("example", |text| {
    let keys: String = (0..text.len() / 10)
        .map(|key| format!("\"k{key}\": 1,\n"))
        .collect();
    let example = format!(
        "\n## Examples\n### Response\n<!-- {{\"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.a\"}} -->\n\
         ```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{{{keys}\"id\": \"a\"}}\n```\n"
    );
    [
        ("resources/a.md", resource("|id|String|The id.|")),
        ("api/b.md", operation("GET /a", "") + &example),
    ]
})];

fn resource(rows: &str) -> String {
    format!(
        "# a resource type\n\nNamespace: microsoft.graph\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n{rows}\n"
    )
}

fn operation(request: &str, text: &str) -> String {
    format!(
        "# Get a\n\nNamespace: microsoft.graph\n\n{text}\n\n## HTTP request\n```http\n{request}\n```\n\n## Response\n\
         Returns `200 OK` and an [a](../resources/a.md) object. {text}\n"
    )
}

fn time(page: Page, part: &str, size: usize) -> Duration {
    let files = page(&part.repeat(size / part.len()));
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    let start = Instant::now();
    let sources = Sources::from_texts(&files);
    let analysis = analyze(&sources, None, ApiInfo::default());
    generate(&sources, &analysis.api);
    start.elapsed()
}

/// How many times as long twice the text takes: the least of some tries, since other programs run beside.
fn growth(page: Page, part: &str) -> f64 {
    let least = |size| (0..2).map(|_| time(page, part, size)).min().unwrap_or_default();
    let mut best = f64::INFINITY;
    for _ in 0..4 {
        let (one, two) = (least(64 << 10), least(128 << 10));
        best = best.min(two.as_secs_f64() / one.as_secs_f64());
        if best <= MOST || two < Duration::from_millis(20) {
            return best.min(MOST);
        }
    }
    best
}

type Places = &'static [(&'static str, Page)];

fn constructs() -> Vec<(String, Places)> {
    let parts = CONSTRUCTS.iter().map(|part| ((*part).to_owned(), PLACES));
    let lines = LINES.iter().map(|line| (format!("{line}\n"), LINE_PLACES));
    let keys = [("undocumented key ".to_owned(), KEYS)];
    let mut all: Vec<_> = parts.chain(lines).chain(keys).collect();
    if let Ok(one) = std::env::var("GROWTH") {
        all.retain(|(part, _)| part.trim() == one.trim());
    }
    all
}

#[test]
#[ignore = "measures time"]
fn twice_the_text_takes_twice_the_time() {
    let mut slow = Vec::new();
    for (part, places) in constructs() {
        for (place, page) in places {
            let growth = growth(*page, &part);
            if growth > MOST {
                let line = format!("{part:?} in {place}: {growth:.1} times");
                eprintln!("{line}");
                slow.push(line);
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
#[ignore = "measures time"]
fn a_megabyte_takes_seconds() {
    let mut slow = Vec::new();
    for (part, places) in constructs() {
        for (place, page) in places {
            let took = time(*page, &part, 1 << 20);
            if took > LONGEST {
                let line = format!("{part:?} in {place}: {took:.1?}");
                eprintln!("{line}");
                slow.push(line);
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
