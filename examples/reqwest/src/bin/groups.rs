//! Lists the names of all groups, page by page: `GRAPH_TOKEN=… cargo run -p example-reqwest --bin groups`.
#![allow(clippy::print_stdout, reason = "the output of the program")]

use std::error::Error;

use graph_models::{models::Group, names};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let list = graph_models::groups()
        .list()
        .select(names!(Group: display_name))
        .top(100);
    let mut groups = example_reqwest::graph()?.items(list);
    while let Some(group) = groups.try_next().await? {
        println!("{}", group.display_name.unwrap_or_default());
    }
    Ok(())
}
