//! Lists the names of all groups, page by page: `GRAPH_TOKEN=… cargo run -p example-reqwest --bin groups`.
#![allow(clippy::print_stdout, reason = "the output of the program")]

use std::error::Error;

use example_reqwest::Graph;
use graph_models::{Call, models::Group, names};

fn main() -> Result<(), Box<dyn Error>> {
    let graph = Graph::from_env()?;
    let mut call = graph_models::groups()
        .list()
        .select(names!(Group: display_name))
        .top(100);
    loop {
        let page = graph.call(call)?;
        for group in page.value {
            println!("{}", group.display_name.unwrap_or_default());
        }
        match page.next_link {
            Some(link) => call = Call::from_link(&link),
            None => return Ok(()),
        }
    }
}
