using System.Globalization;

namespace MtlDsl.Generators.Tests;

public class DeterminismTests
{
    [Theory]
    [InlineData("tr-TR")]
    [InlineData("fi-FI")]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    public void Culture_changes_nothing(string culture)
    {
        var expected = Generate(Host.Models);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Strange(culture);
            Generate(Host.Models).ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_order_of_files_changes_nothing() => Generate(Host.Models.Reverse()).ShouldBe(Generate(Host.Models));

    [Fact]
    public void Windows_line_ends_change_nothing() => Generate(Host.Models.Select(m => m.Replace("\n", "\r\n"))).ShouldBe(Generate(Host.Models));

    [Fact]
    public void Generated_lines_end_alike() => Generate(Host.Models).ShouldAllBe(file => !file.Contains('\r'));

    private static List<string> Generate(IEnumerable<string> sources) =>
        [.. Host.Generate(Host.Compile(sources)).Sources.OrderBy(s => s.HintName, StringComparer.Ordinal).Select(s => s.HintName + "\n" + s.SourceText)];

    /// <summary>A culture that writes numbers as differently as the named one does, also where the machine has no culture data.</summary>
    private static CultureInfo Strange(string name)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = name == "ar-SA" ? "٫" : ",";
        culture.NumberFormat.NegativeSign = "−";
        return culture;
    }
}
