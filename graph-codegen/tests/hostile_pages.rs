//! Pages that nobody should write: reading neither panics nor hangs, and its cost grows with the text.

use std::time::{Duration, Instant};

use graph_codegen::{
    analyze,
    diagnostic::Severity,
    generate,
    model::ApiInfo,
    page::parse,
    text::{PagePath, Sources},
};

fn read(text: &str) {
    let sources = Sources::from_texts(&[("api/a.md", text), ("resources/b.md", text)]);
    let (pages, found) = parse::pages(&sources);
    assert_eq!(pages.len(), 2);
    assert!(found.iter().all(|found| found.severity() != Severity::Error));
    for finding in found {
        let span = finding.span.expect("findings of this stage have a place");
        let text = &sources.get(span.file).text;
        assert!(
            text.get(span.start as usize..span.end as usize).is_some(),
            "{finding:?}"
        );
    }
}

const PAGE: &str = "---\ntitle: \"é x\"\n---\n\n# é x resource type\n\nNamespace: microsoft.graph\n\nWörds [a](a.md) `b`.\n\n\
    ## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|naïve|[é](é.md) collection|Possible values are: `ä`, `ö`. Ünherited from [é](é.md).|\n\n\
    ## HTTP request\n<!-- { \"blockType\": \"ignored\" } -->\n```http\nGET /é/{ü}\n```\n\n## Response\nreturns `200 OK` and an [é](é.md) object.\n\n\
    ## Example\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"é\": \"ü\", }\n```\n";

#[test]
fn a_page_cut_anywhere_is_read() {
    for (end, _) in PAGE.char_indices() {
        read(&PAGE[..end]);
        read(&PAGE[end..]);
    }
}

#[test]
fn a_page_with_any_line_missing_or_doubled_is_read() {
    let lines: Vec<&str> = PAGE.lines().collect();
    for at in 0..lines.len() {
        let (before, after) = (lines[..at].join("\n"), lines[at + 1..].join("\n"));
        read(&format!("{before}\n{after}"));
        read(&format!("{before}\n{line}\n{line}\n{after}", line = lines[at]));
    }
}

const MARKS: [&str; 20] = [
    "[",
    "](",
    "`",
    "**TODO",
    "<!--",
    "```",
    "|",
    "(",
    "\"",
    "> ",
    "- ",
    "\\",
    "[!INCLUDE [a](",
    "&nbsp;",
    "{",
    "é",
    "`a",
    "![",
    "*",
    "# ",
];

#[test]
fn marks_without_end_do_not_hang() {
    const TABLE: &str = "# a\n\n## Properties\n|Property|Type|Description|\n|-|-|-|\n|a|b|";
    for mark in MARKS {
        read(&mark.repeat(20_000));
        read(&format!("{TABLE}{}", mark.repeat(10_000)));
        read(&format!(
            "# a\n\n## Response\n{}",
            format!("{mark}\n").repeat(3_000)
        ));
    }
}

#[test]
fn deep_json_is_a_finding() {
    for open in ["[", "{\"a\":", "{\"a\":["] {
        let json = open.repeat(100_000);
        read(&format!("# a\n\n## Example\n```json\n{json}\n```\n"));
        read(&format!("# a\n\n<!-- {{ \"blockType\": {json} -->\n"));
    }
}

#[test]
fn includes_of_includes_end() {
    let lines: String = (0..10).map(|n| format!("[!INCLUDE [x](i{n}.md)]\n\n")).collect();
    let names: Vec<String> = (0..10).map(|n| format!("api/i{n}.md")).collect();
    let mut files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), lines.as_str())).collect();
    files.push(("api/a.md", &lines));
    let (pages, _) = parse::pages(&Sources::from_texts(&files));
    assert_eq!(pages.len(), 11);
}

/// What stands before many times the same, the same, by its number, and what stands behind.
type Construct = (&'static str, Unit, &'static str);

type Unit = fn(usize) -> String;

const ROW: &str = "# a\n\n## Properties\n|Property|Type|Description|\n|-|-|-|\n|a|String|";
const EXAMPLE: &str = "# a\n\n## Example\n```json\n";
const REQUEST: &str = "# a\n\n## HTTP request\n```http\n";
const RESPONSE: &str = "# a\n\n## Response\nReturns `200 OK`. ";

const CONSTRUCTS: &[Construct] = &[
    ("---\n", |n| format!("k{n}: v\n"), "---\n# a\n"),
    ("---\nk:\n", |n| format!("- v{n}\n"), "---\n# a\n"),
    ("# a\n\n", |n| format!("- item {n}\n"), ""),
    (
        "# a resource type\n\nText, from which the following types are derived:\n\n",
        |n| format!("- [t{n}](t.md)\n"),
        "",
    ),
    ("# a\n\n", |n| format!("> Deprecated {n}.\n\n"), ""),
    ("# a\n\n", |n| format!("## a{n} properties\n"), ""),
    (ROW, |n| format!("Inherited from a{n}. "), "|\n"),
    (ROW, |_| "Inherited from ".to_owned(), "|\n"),
    (ROW, |_| "the default is ".to_owned(), "|\n"),
    (ROW, |_| "required optional key ".to_owned(), "|\n"),
    (ROW, |_| "$filter ".to_owned(), "|\n"),
    (ROW, |_| "support not support $filter ".to_owned(), "|\n"),
    (
        "# a\n\n## Properties\n|Property|Type|Description|\n|-|-|-|\n|a|String|Supports $filter (",
        |n| format!("o{}, ", letters(n)),
        ")|\n",
    ),
    (
        "# a\n\n## Properties\n|Property|Type|Description|\n|-|-|-|\n|a|String|Possible values are: ",
        |n| format!("`v{n}`, "),
        "|\n",
    ),
    (
        "# a\n\n## Properties\n|Property|Type|Description|\n|-|-|-|\n|a|String|Possible values are: ",
        |n| format!("v{n}, "),
        "|\n",
    ),
    (ROW, |_| "values: ".to_owned(), "|\n"),
    (ROW, |_| "can be one of either ".to_owned(), "`a`, `b`|\n"),
    (ROW, |n| format!("include-unknown-enum-members: `v{n}`, "), "|\n"),
    (ROW, |n| format!("values: <li>`v{n}`</li>"), "|\n"),
    (
        "# a\n\n## Properties\n|Property|Type|Description|\n|-|-|-|\n|a|",
        |_| "x collection ".to_owned(),
        "|b|\n",
    ),
    (
        "# a\n\n## Properties\n|Property|Type|Description|\n|-|-|-|\n|a|",
        |_| "x or ".to_owned(),
        "|b|\n",
    ),
    (
        "# a\n\n## Properties\n|Property|Type|Description|\n|-|-|-|\n",
        |n| format!("|p{n}|String|x|\n"),
        "",
    ),
    (
        "# a enum type\n\n## Members\n|Member|Value|\n|-|-|\n",
        |n| format!("|m{n}|{n}|\n"),
        "",
    ),
    (
        "# a\n\n## Methods\n|Method|Return type|\n|-|-|\n",
        |n| format!("|[m{n}](m.md)|None|\n"),
        "",
    ),
    (
        "# a\n\n## Permissions\n|Permission type|Permissions|\n|-|-|\n|Application|",
        |n| format!("A.P{n}, "),
        "|\n",
    ),
    (
        "# a\n\n## Permissions\n|Permission type|Permissions|\n|-|-|\n",
        |_| "|Application|A.B|\n".to_owned(),
        "",
    ),
    (
        "# a\n\n## Request headers\n|Name|Description|\n|-|-|\n",
        |n| format!("|h{n}: v|Required.|\n"),
        "",
    ),
    (
        "# a\n\n## Path parameters\n|Parameter|Type|\n|-|-|\n",
        |n| format!("|p{n}|String|\n"),
        "",
    ),
    (
        "# a\n\n## Optional query parameters\n",
        |n| format!("Supports `$select`{n}. "),
        "",
    ),
    (REQUEST, |n| format!("GET /a{n}\n"), "```\n"),
    (REQUEST, |_| "GET /a/{b}".to_owned(), "\n```\n"),
    (REQUEST, |_| "?a=b\n".to_owned(), "```\n"),
    (
        "# a\n\n## Request body\n",
        |n| format!("Supply a JSON representation of the a{n} object. "),
        "",
    ),
    (RESPONSE, |n| format!("Returns `{} OK`. ", 200 + n % 300), ""),
    (RESPONSE, |n| format!("{} and ", 200 + n % 300), ""),
    (RESPONSE, |_| "It returns a ".to_owned(), ""),
    ("# a\n\n## Example\n", |_| "```json\n{}\n```\n\n".to_owned(), ""),
    (
        "# a\n\n## Example\n```http\n",
        |_| "GET https://x/y\n\n".to_owned(),
        "```\n",
    ),
    (
        "# a\n\n## Example\n```http\nGET https://x/y\n",
        |n| format!("h{n}: v\n"),
        "\n{}\n```\n",
    ),
    (EXAMPLE, |_| "{\"a\": 1, b: ".to_owned(), "```\n"),
    (
        "# a\n\n## Example\n```json\n{ x: 1",
        |n| format!(", \"a{n}\": 1"),
        "}\n```\n",
    ),
    ("# a\n\n## Example\n```json\n[", |_| ",,".to_owned(), "]\n```\n"),
    (
        "# a\n\n## Example\n```json\n[",
        |_| "...\n// a\n".to_owned(),
        "]\n```\n",
    ),
    (
        "# a\n\n## Example\n<!-- { \"blockType\": \"x\"",
        |n| format!(", \"k{n}\": 1"),
        " } -->\n",
    ),
    (
        "# a\n\n## Example\n<!-- { \"blockType\": \"x\" } -->\n",
        |_| "<!-- a -->\n".to_owned(),
        "text\n",
    ),
];

/// A number in letters.
fn letters(n: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    [letter(n), letter(n / 26), letter(n / 676)].iter().collect()
}

fn repeated((start, unit, end): &Construct, size: usize) -> String {
    let mut text = (*start).to_owned();
    let mut number = 0;
    while text.len() < size {
        text.push_str(&unit(number));
        number += 1;
    }
    text + end
}

/// Half of the text is a long word, half what may take it up again and again.
const PAIRS: &[(&str, &str, Unit, &str)] = &[
    (
        "# a",
        "\n\n## Example\n",
        |_| "```json\n{}\n```\n\n".to_owned(),
        "",
    ),
    ("# a\n\n## a", "\n```http\n", |_| "GET /\n".to_owned(), "```\n"),
    (
        "# a\n\n## Example a",
        "\n",
        |_| "```json\n{}\n```\n\n".to_owned(),
        "",
    ),
    (
        "# a",
        " enum type\n\n",
        |_| "|Member|\n|-|\n|a|\n\n".to_owned(),
        "",
    ),
    ("# a", "\n\n", |_| "## a properties\n".to_owned(), ""),
    ("# a\n\na", "\n\n", |_| "> a\n\n".to_owned(), ""),
    (
        "# a\n\n## Request body\n\na",
        "\n\n",
        |_| "|Property|Type|\n|-|-|\n|a|b|\n\n".to_owned(),
        "",
    ),
    (
        "# a\n\n## Example\n```json\n{a",
        ": 1",
        |n| format!(", \"b{n}\": 1"),
        "}\n```\n",
    ),
];

/// Tables whose columns and rows grow alike: nothing is made for cells that are not there.
const GRIDS: &[(&str, &str, &str)] = &[
    (
        "|Permission type",
        "|Permissions acting on a",
        "|Application|A.B|\n",
    ),
    ("|Type", "|Application", "|user|A.B|\n"),
    ("|Global service", "|China operated", "|:x:|\n"),
    ("|Property|Type", "|Description", "|a|b|\n"),
];

fn time(text: &str) -> Duration {
    let sources = Sources::from_texts(&[("api/a.md", text), ("resources/b.md", text)]);
    let start = Instant::now();
    parse::pages(&sources);
    start.elapsed()
}

/// Twice the text takes at most two and a half times the time. Others may be on the core, so that it is tried again.
fn grows_linearly(name: &str, text: impl Fn(usize) -> String) {
    let (short, long) = (text(64 << 10), text(128 << 10));
    let mut tried = Vec::new();
    for _ in 0..10 {
        let (short, long) = (time(&short), time(&long));
        if long < short * 5 / 2 {
            return;
        }
        tried.push((short, long));
    }
    panic!("{name}: {tried:?}");
}

#[test]
fn the_cost_of_a_construct_grows_with_its_text() {
    for construct in CONSTRUCTS {
        let name = format!("{}{}", construct.0, construct.1(7));
        grows_linearly(&name, |size| repeated(construct, size));
    }
    for (start, middle, unit, end) in PAIRS {
        grows_linearly(start, |size| {
            let word = "a".repeat(size / 2);
            let rest = repeated(&(middle, *unit, end), size / 2);
            format!("{start}{word}{rest}")
        });
    }
    for (first, column, row) in GRIDS {
        grows_linearly(column, |size| {
            let columns = size / 2 / column.len();
            let (header, rule) = (column.repeat(columns), "-|".repeat(columns + 2));
            let rows = row.repeat(size / 2 / row.len());
            format!("# a\n\n## Properties\n\n{first}{header}|\n|{rule}\n{rows}")
        });
    }
}

/// Pages of types, each with a property of its own type and a base by its number.
fn types(count: usize, base: impl Fn(usize) -> Option<usize>) -> Sources {
    let page = |at: usize| {
        let inherits = base(at).map(|base| format!("Inherits from [t{base}](t{base}.md).\n\n"));
        let text = format!(
            "# t{at} resource type\n\nNamespace: microsoft.graph\n\n{}## Properties\n|Property|Type|Description|\n\
             |:--|:--|:--|\n|p{at}|t{at}|A property.|\n",
            inherits.unwrap_or_default(),
        );
        (PagePath::new(&format!("resources/t{at}.md")), text.into_bytes())
    };
    Sources::from_bytes((0..count).map(page)).0
}

/// How long it takes from the pages to the crate.
fn time_of_all_stages(sources: &Sources) -> Duration {
    let start = Instant::now();
    let analysis = analyze(sources, None, ApiInfo::default());
    generate(sources, &analysis.api);
    start.elapsed()
}

#[test]
fn the_cost_of_inheritance_grows_with_the_number_of_types() {
    const COUNT: usize = 200;
    type Base = fn(usize, usize) -> Option<usize>;
    let shapes: [(&str, Base); 3] = [
        ("a chain", |at, _| at.checked_sub(1)),
        ("a circle", |at, count| Some((at + 1) % count)),
        ("one base of all", |at, _| (at > 0).then_some(0)),
    ];
    for (name, base) in shapes {
        // Another thread may have been on this core: the best of three counts.
        let ratio = || {
            let time = |count: usize| time_of_all_stages(&types(count, |at| base(at, count))).as_secs_f64();
            let small = time(COUNT);
            time(2 * COUNT) / small
        };
        let ratios = [ratio(), ratio(), ratio()];
        let best = ratios.into_iter().fold(f64::MAX, f64::min);
        assert!(best <= 3.0, "{name}: {ratios:?}");
    }
}

#[test]
fn a_path_of_too_many_segments_is_a_finding() {
    for segments in [
        "/a".repeat(5_000),
        "/microsoft.graph.t0".repeat(5_000),
        "/t(x='y')".repeat(5_000),
    ] {
        let page = format!(
            "# Get a\n\n## HTTP request\n```http\nGET /ts{segments}\n```\n\n## Example\n```http\nGET https://graph.microsoft.com/v1.0/ts{segments}\n```\n\
             ```http\nHTTP/1.1 200 OK\n\n{{}}\n```\n"
        );
        let sources = Sources::from_texts(&[("api/a.md", &page)]);
        let analysis = analyze(&sources, None, ApiInfo::default());
        let told = analysis
            .diagnostics
            .iter()
            .any(|found| found.message == "a path of more than 64 segments");
        assert!(
            told && analysis.api.operations.is_empty(),
            "{:?}",
            analysis.diagnostics
        );
        generate(&sources, &analysis.api);
    }
}
