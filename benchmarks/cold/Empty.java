/** What starting Java costs by itself. */
final class Empty {
    private Empty() {}

    public static void main(String[] arguments) {}
}
