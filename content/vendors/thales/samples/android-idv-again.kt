// SERVER_ERROR_IDV_NOT_AVAILABLE: ask the session, not an older list.
fun offerMethodsAgain(session: IDVSession, screen: VerificationScreen) {
    val usable = session.getIdvMethods()
    screen.choose(usable) { picked -> session.selectIdvMethod(picked) }
}
