//! A service that knows what the pages show: it answers each of their example requests with the answer beside it, and
//! takes uploads. It runs on a thread of the test.

mod answers;
mod wire;

use std::{
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

use answers::Answers;
pub(crate) use wire::Request;

/// A running service.
pub(crate) struct Service {
    /// Its URL, as programs take it.
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Service {
    /// Starts one on a free port.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}/v1.0", listener.local_addr().expect("an address"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let mut answers = Answers::load(&url);
        let requests = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a caller");
                let request = wire::read(&mut stream);
                let response = answers.answer(&request);
                // Before the answer: a program that has it may be done, and its test looks here.
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
