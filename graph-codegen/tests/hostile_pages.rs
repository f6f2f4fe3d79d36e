//! Pages that nobody should write: the parse stage neither panics nor hangs, and what it can read it reads.

use graph_codegen::{diagnostic::Severity, page::parse, text::Sources};

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
    for skip in 0..lines.len() {
        let without: Vec<&str> = lines
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != skip)
            .map(|(_, line)| *line)
            .collect();
        read(&without.join("\n"));
        let mut doubled = lines.clone();
        doubled.insert(skip, lines[skip]);
        read(&doubled.join("\n"));
    }
}

#[test]
fn marks_without_end_do_not_hang() {
    for mark in [
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
    ] {
        read(&mark.repeat(20_000));
        read(&format!(
            "# a\n\n## Properties\n|Property|Type|Description|\n|-|-|-|\n|a|b|{}",
            mark.repeat(10_000)
        ));
        read(&format!(
            "# a\n\n## Response\n{}",
            format!("{mark}\n").repeat(3_000)
        ));
    }
}

#[test]
fn deep_json_is_a_finding() {
    for open in ["[", "{\"a\":", "{\"a\":["] {
        read(&format!(
            "# a\n\n## Example\n```json\n{}\n```\n",
            open.repeat(100_000)
        ));
        read(&format!(
            "# a\n\n<!-- {{ \"blockType\": {} -->\n",
            open.repeat(100_000)
        ));
    }
}
