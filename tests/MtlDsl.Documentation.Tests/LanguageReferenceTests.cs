namespace MtlDsl.Documentation.Tests;

/// <summary>The language's page says what the sources say.</summary>
public class LanguageReferenceTests
{
    private const string Page = "docs/language.md";

    [Fact]
    public void The_language_reference_is_current() => GeneratedDocument.Hold(Page, LanguageReference.Write());
}
