//! What the fuzz targets do with an input. `cargo fuzz` calls it, and so do the tests of graph-codegen, which need no
//! nightly compiler: everything that must hold of any text is said here.

use graph_codegen::{
    Generated, analyze, generate,
    model::settings,
    output::OutputTree,
    resolve::coverage,
    text::{PagePath, Sources},
};

/// A target by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] = &[
    ("annotation", annotation),
    ("http", http),
    ("page", page),
    ("type_cell", type_cell),
];

/// A whole page, once of an operation and once of a type.
pub fn page(input: &[u8]) {
    let file = |path: &str| (PagePath::new(path), input.to_vec());
    all_stages(&Sources::from_bytes([file("api/a.md"), file("resources/a.md")]).0);
}

/// The JSON of the comments before an enum, an example and a representation.
pub fn annotation(input: &[u8]) {
    within(
        "resources/a.md",
        &[
            "# a resource type\n\n## JSON representation\n<!-- ",
            " -->\n```json\n{\"a\": \"String\"}\n```\n\n### b values\n<!-- ",
            " -->\n|Member|\n|:---|\n|c|\n\n## Examples\n<!-- ",
            " -->\n```http\nHTTP/1.1 200 OK\n\n{\"a\": 1}\n```\n",
        ],
        input,
    );
}

/// The content of a fence with request lines, a request and a response.
pub fn http(input: &[u8]) {
    within(
        "api/a.md",
        &[
            "# Get a\n\n## HTTP request\n```http\n",
            "\n```\n\n## Response\nReturns `200 OK` and an [a](../resources/a.md) object.\n\n## Example\n\n### Request\n```http\n",
            "\n```\n\n### Response\n```http\n",
            "\n```\n",
        ],
        input,
    );
}

/// The type of a property and of a parameter.
pub fn type_cell(input: &[u8]) {
    within(
        "resources/a.md",
        &[
            "# a resource type\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|a|",
            "|One.|\n\n## Relationships\n|Relationship|Type|Description|\n|:---|:---|:---|\n|b|",
            "|Two.|\n",
        ],
        input,
    );
}

/// Runs all stages over a page in which the input stands between the parts.
fn within(path: &str, parts: &[&str], input: &[u8]) {
    let parts: Vec<_> = parts.iter().map(|part| part.as_bytes()).collect();
    let page = (PagePath::new(path), parts.join(input));
    let ty = (PagePath::new("resources/b.md"), b"# b resource type\n".to_vec());
    all_stages(&Sources::from_bytes([page, ty]).0);
}

/// Runs all stages with the settings and overrides among the sources, and checks what holds of any pages.
pub fn all_stages(sources: &Sources) -> OutputTree {
    let file = |name: &str| sources.find(&PagePath::new(name));
    let (info, _) = settings::read(sources, file("api.toml"), None);
    let analysis = analyze(sources, file("overrides.toml"), info);
    let Generated {
        tree,
        diagnostics: found,
    } = generate(sources, &analysis.api);
    for finding in analysis.diagnostics.iter().chain(&found) {
        let Some(span) = finding.span else { continue };
        let text = &sources.get(span.file).text;
        let place = text.get(span.start as usize..span.end as usize);
        assert!(place.is_some(), "a finding lies in its text: {finding:?}");
    }
    let account = coverage::coverage_report(sources, &analysis.pages);
    assert_eq!(
        account.unexplained,
        [],
        "every line that says something lies in a block"
    );
    tree
}
