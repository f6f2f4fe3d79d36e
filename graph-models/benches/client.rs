//! A small call on loopback: `send` beside reqwest alone, which sends the same request and decodes the same answer.
//!
//! `cargo bench -p graph-models --features client --bench client`.

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::LazyLock,
    thread,
};

use divan::Bencher;
use graph_models::{
    Call, Json, Operation,
    client::Client,
    runtime::http::{Info, Path},
};
use tokio::runtime::Runtime;

fn main() {
    divan::main();
}

struct GetUser;

impl Operation for GetUser {
    const INFO: &'static Info = &Info::NONE;
    type Body = ();
    type Output = Json;
}

const ANSWER: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 46\r\n\r\n\
                      {\"id\":\"48d31887-5fad\",\"displayName\":\"Ada Park\"}";

/// A server that answers at once, on connections that stay open.
static URL: LazyLock<String> = LazyLock::new(|| {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            thread::spawn(move || {
                stream.set_nodelay(true).expect("can be set");
                let mut request = [0; 4096];
                // A small request comes in one piece.
                while stream.read(&mut request).is_ok_and(|read| read > 0) {
                    if stream.write_all(ANSWER.as_bytes()).is_err() {
                        break;
                    }
                }
            });
        }
    });
    url
});

fn runtime() -> Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().expect("a runtime")
}

fn call() -> Call<GetUser> {
    Call::new(Path::new("/me"))
}

#[divan::bench(sample_count = 500)]
fn reqwest_alone(bencher: Bencher<'_, '_>) {
    let (runtime, client) = (runtime(), reqwest::Client::new());
    bencher.bench_local(|| {
        runtime.block_on(async {
            let request = call()
                .header_raw("Authorization", "Bearer abc")
                .to_http(&URL)
                .expect("a request");
            let response = client
                .execute(request.try_into().expect("a request"))
                .await
                .expect("an answer");
            let body = response.bytes().await.expect("a body");
            GetUser::decode(http::Response::new(body.into())).expect("JSON")
        })
    });
}

#[divan::bench(sample_count = 500)]
fn send(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    let graph = Client::builder()
        .base(&URL)
        .credential("abc")
        .build()
        .expect("a client");
    bencher.bench_local(|| runtime.block_on(graph.send(call())).expect("JSON"));
}
