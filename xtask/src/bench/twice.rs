//! A set of pages twice, the second half under other names, to see how time grows with pages.

use graph_codegen::text::{PagePath, Sources};

/// What the copies are called besides: as part of file names, of the namespace and of paths of requests.
const TWIN: &str = "twin";

const METHODS: [&str; 5] = ["GET", "POST", "PATCH", "PUT", "DELETE"];

/// All texts, and copies of them that speak of each other only: files, types and addresses have other names.
pub(super) fn sources(once: &Sources) -> Sources {
    let texts = once.texts().map(|file| (file.path.clone(), file.text.clone()));
    let copies = once.texts().filter(|file| is_page(&file.path)).map(|file| {
        let path = PagePath::new(&renamed(file.path.as_str()));
        (path, twin(&file.text))
    });
    let bytes = |(path, text): (PagePath, String)| (path, text.into_bytes());
    Sources::from_bytes(texts.chain(copies).map(bytes)).0
}

fn is_page(path: &PagePath) -> bool {
    path.as_str().ends_with(".md")
}

fn renamed(text: &str) -> String {
    text.replace(".md", &format!("-{TWIN}.md"))
}

fn twin(text: &str) -> String {
    let text = renamed(text).replace("microsoft.graph", &format!("microsoft.graph.{TWIN}"));
    METHODS.iter().fold(text, |text, method| {
        let text = text.replace(&format!("\n{method} /"), &format!("\n{method} /{TWIN}/"));
        let address = format!("\n{method} https://graph.microsoft.com/v1.0/");
        text.replace(&address, &format!("{address}{TWIN}/"))
    })
}

#[cfg(test)]
mod tests {
    use graph_codegen::{
        analyze,
        model::{Api, ApiInfo},
    };

    use super::*;

    const PAGES: [(&str, &str); 3] = [
        (
            "api/thing-get.md",
            "# Get thing\n\nNamespace: microsoft.graph\n\n## HTTP request\n\n```http\nGET /things/{thing-id}\n```\n\n\
             ## Response\n\nIf successful, this method returns a `200 OK` response code and a [thing](../resources/thing.md) object.\n",
        ),
        (
            "resources/part.md",
            "# part resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|size|Int32|Size.|\n",
        ),
        (
            "resources/thing.md",
            "# thing resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|The id.|\n|part|[part](part.md)|A part.|\n",
        ),
    ];

    #[test]
    fn the_second_half_is_as_much_again_and_keeps_to_itself() {
        let once = Sources::from_texts(&PAGES);
        let twice = sources(&once);
        let model = |sources: &Sources| analyze(sources, None, ApiInfo::default()).api;
        let (one, two) = (model(&once), model(&twice));
        // The root of all entities, which no page describes, is there once.
        let described = |api: &Api| api.types.iter().filter(|ty| ty.documented).count();
        assert_eq!(
            [described(&two), two.operations.len()],
            [2 * described(&one), 2 * one.operations.len()]
        );
        let twin = two
            .types
            .iter()
            .find(|ty| ty.name.as_str() == "microsoft.graph.twin.thing");
        let part = twin.and_then(|ty| ty.properties.iter().find(|property| property.name == "part"));
        assert_eq!(
            part.map(|part| part.ty.as_str()),
            Some("microsoft.graph.twin.part")
        );
    }
}
