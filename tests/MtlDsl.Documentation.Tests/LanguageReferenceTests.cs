namespace MtlDsl.Documentation.Tests;

/// <summary>The language's page says what the sources say. MTLDSL_RENEW=1 writes it anew.</summary>
public class LanguageReferenceTests
{
    private const string Page = "docs/language.md";

    [Fact]
    public void The_language_reference_is_current()
    {
        var written = LanguageReference.Write();
        if (Environment.GetEnvironmentVariable("MTLDSL_RENEW") == "1")
            File.WriteAllText(Path.Combine(Repository.Root, Page), written);
        Documents.Read(Page).ShouldBe(written, $"set MTLDSL_RENEW=1 and run this test to renew {Page}");
    }
}
