"""The originals of old articles are forgotten, and what they were before they changed; what was made of them stays."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, tuple_, update
from sqlmodel import Session, col

from digest.models import Article, ArticleVersion

PAGE = 500


def forget_originals(session: Session, *, older_than: timedelta, now: datetime) -> int:
    """Empty a page of originals that are so old; returns how many. Their hashes stay: an article is known again by them."""
    limit = now - older_than
    old = select(col(Article.id)).where(col(Article.changed_at) < limit, col(Article.raw) != "").limit(PAGE)
    emptied = update(Article).where(col(Article.id).in_(old)).values(raw="").returning(col(Article.id))
    done = len(session.execute(emptied.execution_options(synchronize_session=False)).all())
    key = tuple_(col(ArticleVersion.article_id), col(ArticleVersion.replaced_at))
    earlier = select(col(ArticleVersion.article_id), col(ArticleVersion.replaced_at)).where(
        col(ArticleVersion.replaced_at) < limit
    )
    gone = (
        delete(ArticleVersion).where(key.in_(earlier.limit(PAGE))).returning(col(ArticleVersion.article_id))
    )
    return max(done, len(session.execute(gone.execution_options(synchronize_session=False)).all()))
