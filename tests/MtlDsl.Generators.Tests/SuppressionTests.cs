using Microsoft.CodeAnalysis;

namespace MtlDsl.Generators.Tests;

/// <summary>Each of the compiler's ways to silence a diagnostic or to change its severity works.</summary>
public class SuppressionTests
{
    private const string Headless = "[MultitaskModel<SmallResNet>(Width = 64, Height = 64)] public partial class Net { }";

    [Fact]
    public async Task Nothing_said_it_is_an_error() =>
        (await Host.Analyze(Host.Declare(Headless))).ShouldHaveSingleItem().Severity.ShouldBe(DiagnosticSeverity.Error);

    [Fact]
    public async Task A_pragma_silences() => (await Host.Analyze(Host.Declare($"#pragma warning disable MTL0002\n{Headless}"))).ShouldBeEmpty();

    [Fact]
    public async Task A_pragma_silences_up_to_where_it_ends()
    {
        var found = await Host.Analyze(Host.Declare($"#pragma warning disable MTL0002\n{Headless}\n#pragma warning restore MTL0002\n{Headless.Replace("class Net", "class Second")}"));
        found.ShouldHaveSingleItem().GetMessage().ShouldStartWith("'Second'");
    }

    [Theory]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"MtlDsl.Declaration\", \"MTL0002\")]\n" + Headless)]
    [InlineData("[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"MtlDsl.Declaration\", \"MTL0002\", Scope = \"type\", Target = \"~T:Net\")]\n" + Headless)]
    public async Task SuppressMessage_silences(string source) => (await Host.Analyze(Host.Declare(source))).ShouldBeEmpty();

    [Fact]
    public async Task NoWarn_silences()
    {
        var compilation = Host.Declare(Headless);
        var silent = compilation.Options.WithSpecificDiagnosticOptions([new("MTL0002", ReportDiagnostic.Suppress)]);
        (await Host.Analyze(compilation.WithOptions(silent))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("warning", DiagnosticSeverity.Warning)]
    public async Task An_editorconfig_sets_the_severity(string severity, DiagnosticSeverity? expected)
    {
        var config = AnalyzerConfigSet.Create(new List<AnalyzerConfig> { AnalyzerConfig.Parse($"root = true\n[*.cs]\ndotnet_diagnostic.MTL0002.severity = {severity}\n", "/.editorconfig") });
        var compilation = Host.Declare(Headless);
        compilation = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Configured(config)));
        var found = await Host.Analyze(compilation);
        found.Select(d => (DiagnosticSeverity?)d.Severity).ShouldBe(expected is null ? [] : [expected]);
    }

    /// <summary>The severities that a file's .editorconfig gives, as the command-line compiler reads it.</summary>
    private sealed class Configured(AnalyzerConfigSet configurations) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellation) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellation, out ReportDiagnostic severity) =>
            configurations.GetOptionsForSourcePath("/" + tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellation, out ReportDiagnostic severity) =>
            configurations.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
    }
}
