using MtlDsl.Messages;

namespace MtlDsl.Tests.Messages;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Größe 日本 🚁", "Größe 日本 🚁")]
    [InlineData("a\u001b[31mred", "a\\x1b[31mred")]
    [InlineData("bell\a", "bell\\x07")]
    [InlineData("two\nlines\ttab\r", "two\\nlines\\ttab\\r")]
    [InlineData("c1 \u009b31m", "c1 \\x9b31m")]
    [InlineData("turned \u202egnp.exe", "turned \\u202egnp.exe")]
    public void What_would_move_the_cursor_is_escaped(string text, string expected) => Printable.Line(text).ShouldBe(expected);

    [Fact]
    public void Half_a_surrogate_pair_is_escaped() => Printable.Line("half " + '\ud83d').ShouldBe("half \\ud83d");

    [Fact]
    public void Lines_keep_their_ends() => Printable.Lines("one\ntwo\u001b").ShouldBe("one\ntwo\\x1b");
}
