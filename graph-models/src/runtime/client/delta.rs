//! The changes since the last round of a delta query.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;

use super::{core::Client, error::Error, pages::Items};
use crate::{Call, Collection, Operation};

impl Client {
    /// The changes of a delta query: all items in the first round; in later rounds, with the link that the round before
    /// ended with, those that changed.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use graph_models::{Call, Collection, Json, Operation, runtime::http::Info};
    /// # use graph_models::client::{Client, Error};
    /// # async fn run<Delta: Operation<Output = Collection<Json>>>(
    /// #     graph: Client, delta: impl Fn() -> Call<Delta>, saved: Option<String>,
    /// # ) -> Result<String, Error> {
    /// let call = saved.map_or_else(delta, |link| Call::from_link(&link));
    /// let mut changes = graph.changes(call);
    /// while let Some(item) = changes.try_next().await? {
    ///     println!("{item}");
    /// }
    /// // To be saved for the next round.
    /// let link = changes.into_link()?;
    /// # Ok(link)
    /// # }
    /// ```
    pub fn changes<T, Op: Operation<Output = Collection<T>>>(&self, delta: Call<Op>) -> Changes<T> {
        Changes {
            items: self.items(delta),
        }
    }
}

/// A stream of changed items, made by [`Client::changes`]; at its end there is the link for the next round. It ends
/// after the first error, of which [`Error::Resync`] says to start anew without a link.
///
/// An item that was deleted has the member `@removed` in its field `extra`. An item can occur twice; the later one is
/// valid.
pub struct Changes<T> {
    items: Items<T>,
}

impl<T> Changes<T> {
    /// The next item; `None` at the end of the round.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses nothing; the next call continues with the same item.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Like [`next`](Changes::next), for use with `?`.
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`], and [`Error::Resync`] if the round before is too old.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    /// The link for the next round, which the last page has.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] if there are still items to come, or the last page has no link.
    pub fn into_link(self) -> Result<String, Error> {
        let link = self.items.into_delta_link();
        link.ok_or_else(|| Error::request("the round has not come to an end with a link"))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        Poll::Ready(ready!(self.items.poll(context)).map(|item| item.map_err(renewable)))
    }
}

/// `410 Gone` says to start anew, whatever the code is.
fn renewable(error: Error) -> Error {
    match error {
        Error::Service(error) if error.status() == Some(http::StatusCode::GONE) => Error::Resync(error),
        other => other,
    }
}

impl<T> Stream for Changes<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> fmt::Debug for Changes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Changes").field(&self.items).finish()
    }
}
