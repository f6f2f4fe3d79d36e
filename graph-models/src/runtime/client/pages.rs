//! Lists that come page by page, as streams of pages or of items.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, Request, Response, header};

use super::{core::Client, error::Error, exchange::CLIENT_REQUEST_ID, transport::BoxFuture};
use crate::{Call, Collection, Error as HttpError, Operation, runtime::http::Info};

type Answered = Result<Response<Vec<u8>>, Error>;

impl Client {
    /// The items of a list, over all of its pages. A page is requested when the items before it are used up; see
    /// [`Items::prefetch`]. An empty page with a next link is not the end.
    ///
    /// The header fields of the call are sent with every page. A next link to another origin, or to the page that it is
    /// on, is an error, and nothing is sent there.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use graph_models::{Call, Collection, Json, Operation, runtime::http::Info};
    /// # use graph_models::client::{Client, Error};
    /// # async fn run<List: Operation<Output = Collection<Json>>>(graph: Client, list: Call<List>) -> Result<(), Error> {
    /// let mut users = graph.items(list);
    /// while let Some(user) = users.try_next().await? {
    ///     println!("{}", user["displayName"]);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn items<T, Op: Operation<Output = Collection<T>>>(&self, list: Call<Op>) -> Items<T> {
        Items::over(self.pages(list))
    }

    /// The pages of a list, with their counts and links. See [`items`](Client::items).
    pub fn pages<T, Op: Operation<Output = Collection<T>>>(&self, list: Call<Op>) -> Pages<T> {
        let request = list.to_http(self.base()).map_err(Error::from);
        let mut headers = HeaderMap::new();
        if let Ok(request) = &request {
            headers.clone_from(request.headers());
            headers.remove(header::CONTENT_TYPE);
            // Each page is a request of its own.
            headers.remove(CLIENT_REQUEST_ID);
        }
        Pages {
            client: self.clone(),
            info: Op::INFO,
            decode: Op::decode,
            headers,
            state: State::Next(request.map(|request| request.map(Bytes::from))),
            delta_link: None,
        }
    }
}

/// A stream of pages, made by [`Client::pages`]. It ends after the first error.
pub struct Pages<T> {
    client: Client,
    info: &'static Info,
    decode: fn(Response<Vec<u8>>) -> Result<Collection<T>, HttpError>,
    /// Sent with the requests for further pages.
    headers: HeaderMap,
    state: State,
    delta_link: Option<String>,
}

enum State {
    Next(Result<Request<Bytes>, Error>),
    Asked(String, BoxFuture<'static, Answered>),
    Answered(String, Answered),
    End,
}

impl<T> Pages<T> {
    /// The next page; `None` after the last one.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses nothing; the next call continues with the same page.
    pub async fn next(&mut self) -> Option<Result<Collection<T>, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Like [`next`](Pages::next), for use with `?`.
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`].
    pub async fn try_next(&mut self) -> Result<Option<Collection<T>>, Error> {
        self.next().await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Collection<T>, Error>>> {
        ready!(self.poll_answer(context));
        let State::Answered(url, answered) = std::mem::replace(&mut self.state, State::End) else {
            return Poll::Ready(None);
        };
        Poll::Ready(Some(answered.and_then(|response| self.read(&url, response))))
    }

    /// Requests the next page, if there is one, and waits for the answer.
    fn poll_answer(&mut self, context: &mut Context<'_>) -> Poll<()> {
        loop {
            let next = match &mut self.state {
                State::Answered(..) | State::End => return Poll::Ready(()),
                State::Asked(url, answer) => {
                    let answer = ready!(answer.as_mut().poll(context));
                    State::Answered(std::mem::take(url), answer)
                }
                State::Next(request) => match std::mem::replace(request, Ok(Request::default())) {
                    Ok(request) => self.ask(request),
                    Err(error) => State::Answered(String::new(), Err(error)),
                },
            };
            self.state = next;
        }
    }

    fn ask(&self, request: Request<Bytes>) -> State {
        let url = request.uri().to_string();
        let (client, title) = (self.client.clone(), self.info.title);
        State::Asked(url, Box::pin(async move { client.fetch(request, title).await }))
    }

    fn read(&mut self, url: &str, response: Response<Vec<u8>>) -> Result<Collection<T>, Error> {
        let page = (self.decode)(response)?;
        self.delta_link.clone_from(&page.delta_link);
        if let Some(link) = &page.next_link {
            self.state = State::Next(self.follow(url, link));
        }
        Ok(page)
    }

    fn follow(&self, url: &str, link: &str) -> Result<Request<Bytes>, Error> {
        let mut request = self.client.exchange.follow(link)?;
        if request.uri().to_string() == url {
            return Err(Error::request("the next link leads to the page that it is on"));
        }
        request.headers_mut().clone_from(&self.headers);
        Ok(request)
    }
}

impl<T> Stream for Pages<T> {
    type Item = Result<Collection<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.info.title).finish()
    }
}

/// A stream of items, made by [`Client::items`]. It ends after the first error. Nothing is requested after it is dropped.
pub struct Items<T> {
    pages: Pages<T>,
    items: vec::IntoIter<T>,
    prefetch: bool,
}

impl<T> Items<T> {
    fn over(pages: Pages<T>) -> Self {
        Self {
            pages,
            items: Vec::new().into_iter(),
            prefetch: false,
        }
    }

    /// Requests the next page as soon as the first item of a page is taken, so that at most two pages are in memory.
    #[must_use]
    pub fn prefetch(mut self) -> Self {
        self.prefetch = true;
        self
    }

    /// The next item; `None` after the last one.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses nothing; the next call continues with the same item.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Like [`next`](Items::next), for use with `?`.
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`].
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    /// The delta link of the last page, once all items are taken.
    pub(super) fn into_delta_link(self) -> Option<String> {
        self.pages.delta_link.filter(|_| self.items.len() == 0)
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                if self.prefetch {
                    // Whether it is there yet does not matter.
                    let _ = self.pages.poll_answer(context);
                }
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.items = page.value.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// Items are never pinned.
impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&self.pages.info.title).finish()
    }
}
