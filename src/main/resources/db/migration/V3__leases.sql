-- Several copies of SiteDrop may share a ledger: who has taken a delivery last may write of it.
-- A copy of the release before this one knows nothing of it, and is not disturbed.

alter table delivery add column lease bigint default 0 not null;
