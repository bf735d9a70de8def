using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Rules;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators;

/// <summary>Reports what is wrong with the declaration of a network or a data set, on the word that is wrong.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var supervision = new SupervisionRule();
            start.RegisterSymbolAction(symbol => Analyze(symbol, supervision), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end =>
            {
                foreach (var diagnostic in supervision.Check())
                    end.ReportDiagnostic(diagnostic);
            });
        });
    }

    private static void Analyze(SymbolAnalysisContext context, SupervisionRule supervision)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var kinds = type.DslAttributes().Select(a => a.Name).ToList();
        var isModel = kinds.Contains("MultitaskModelAttribute");
        var isAdapter = kinds.Any(kind => DataSetKinds.Of(kind) is not null);
        if (!isModel && !isAdapter)
            return;
        var origins = new OriginTable(type.Locations.First(l => l.IsInSource));
        var findings = isModel ? ModelFindings(type, origins, context) : AdapterFindings(type, origins, supervision, context);
        // What is only worth a note is noted where it can be changed.
        foreach (var finding in findings.Where(f => f.Rule.DefaultSeverity == DiagnosticSeverity.Error || origins.IsInSource(f.Origin)))
            context.ReportDiagnostic(Diagnostic.Create(finding.Rule, origins[finding.Origin], finding.Properties, finding.Arguments));
    }

    private static IReadOnlyList<Finding> AdapterFindings(INamedTypeSymbol type, OriginTable origins, SupervisionRule supervision, SymbolAnalysisContext context)
    {
        var (_, findings, coverage) = AdapterParser.Parse(type, origins, context.CancellationToken);
        supervision.Visit(type, coverage);
        return findings;
    }

    private static IReadOnlyList<Finding> ModelFindings(INamedTypeSymbol type, OriginTable origins, SymbolAnalysisContext context)
    {
        var (declaration, findings) = ModelParser.Parse(type, origins, context.CancellationToken);
        if (declaration.Model is not { } model)
            return findings;
        var (network, graphFindings) = Lowering.Lower(model);
        if (network is null)
            return [.. findings, .. graphFindings];
        return [.. findings, .. graphFindings, .. BudgetRule.Check(network), .. ExportRule.Check(network), .. NeedsRuntime(context) ? ExportRule.CheckRuntime(network) : []];
    }

    // A project that has the predictor, and whose owner has not named a library of ONNX Runtime.
    private static bool NeedsRuntime(SymbolAnalysisContext context) =>
        Capabilities.Of(context.Compilation).Deployment
        && !(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.OnnxRuntimeLibrary", out var library) && library.Length > 0);
}
