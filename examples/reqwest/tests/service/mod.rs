//! A service that returns the response of the pages' examples for each of their requests, and accepts uploads. It runs on
//! a thread of the test.

mod examples;
mod wire;

use std::{
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

use examples::Examples;
pub(crate) use wire::Request;

/// A running service.
pub(crate) struct Service {
    /// The base URL.
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Service {
    /// Starts a service on a free port.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}/v1.0", listener.local_addr().expect("an address"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let mut examples = Examples::load(&url);
        let requests = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let request = wire::read(&mut stream);
                let response = examples.respond(&request);
                // Before the response: the test may look here as soon as the program has it.
                requests.lock().expect("no test panics with it").push(request);
                wire::write(&mut stream, &response);
            }
        });
        Self { url, seen }
    }

    /// All requests so far.
    pub(crate) fn seen(&self) -> Vec<Request> {
        self.seen.lock().expect("no thread panics with it").clone()
    }
}
