"""Days off and other hours that stand in files of their own, for all offices or for one."""

import msgspec

from policy.week import CalendarPolicy, HoursPeriod, OverlayDay


class Overlay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What decrees add to the holiday tables and to the hours of the week.

    Attributes:
        days: Days off that the tables lack, and days of theirs that are worked.
        periods: Other hours for a while; of two for one day the later one holds.
    """

    days: tuple[OverlayDay, ...] = ()
    periods: tuple[HoursPeriod, ...] = ()

    def then(self, narrower: "Overlay") -> "Overlay":
        """Both, where the narrower one has the last word."""
        return Overlay(
            days=(*self.days, *narrower.days), periods=(*self.periods, *narrower.periods)
        )


NO_DAYS = Overlay()


def with_days(policy: CalendarPolicy, overlay: Overlay) -> CalendarPolicy:
    """An office's calendar with an overlay, where the office's own policy has the last word."""
    own = overlay.then(Overlay(days=policy.overlay, periods=policy.periods))
    return msgspec.structs.replace(policy, overlay=own.days, periods=own.periods)
