"""A sample of everything that the satisfaction survey stores."""

from schemas.surveys import (
    Answers,
    Profile,
    ServedCounted,
    SurveyAnswered,
    SurveyCommit,
    SurveyImportUndone,
    SurveyLinkGiven,
)
from tests.support.values import DAY, MOMENT, OFFICE, variations

DIGEST = "5c" * 32

survey_answered = variations(
    SurveyAnswered(
        answers=Answers(u1=4, u2=3, u3=2, u4=4, u5=3, u6=4, u7=4, u8=1, u9=3),
        profile=Profile(
            age="26_30", sex="p", education="d4_s1", occupation="wiraswasta", service="izin_apotek"
        ),
        channel="import",
        day=DAY,
        row=31,
        import_id=DIGEST,
        link_digest=DIGEST,
        entered_by="p-17",
    )
)
SAMPLES = (
    survey_answered(),
    SurveyLinkGiven(link_digest=DIGEST),
    SurveyImportUndone(import_id=DIGEST),
    ServedCounted(served=1800),
)
survey_commit = variations(
    SurveyCommit(
        id="019f3b5c-8005-5b01-8f00-5a5a5a5a000b",
        office=OFFICE,
        period="2026-S1",
        recorded_at=MOMENT,
        author="p-17",
        role="petugas",
        program="tuntas 0.1.0",
        events=SAMPLES,
    )
)
