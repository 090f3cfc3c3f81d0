// Who states an answer, in words.
export const origins = { vendor: t("origin.vendor"), ours: t("origin.ours"), observed: t("origin.observed") };
