using MtlDsl.Messages;

namespace MtlDsl.Tests.Messages;

public sealed class NearestNamesTests
{
    private static readonly string[] commands = ["describe", "train", "evaluate", "export", "verify", "--iterations"];

    [Theory]
    [InlineData("trian", "'train'")]
    [InlineData("tran", "'train'")]
    [InlineData("--itterations", "'--iterations'")]
    [InlineData("exprot", "'export'")]
    [InlineData("fly", "")]
    public void A_mistyped_name_is_near_to_what_was_meant(string given, string expected) =>
        string.Join(" ", NearestNames.To(given, commands)).ShouldBe(expected);
}
