using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MtlDsl.Generators.Emitting;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators;

/// <summary>Writes the adapter of every class marked with a data set attribute, where the project can train.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class AdapterGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var canTrain = context.CompilationProvider.Select(static (compilation, _) => Capabilities.Of(compilation).Training);
        foreach (var kind in DataSetKinds.All)
        {
            var adapters = context.SyntaxProvider
                .ForAttributeWithMetadataName($"{Known.Namespace}.{kind.Name}Attribute`1", static (node, _) => node is TypeDeclarationSyntax, static (c, cancellation) => Read(c, cancellation))
                .WithTrackingName(TrackingNames.DataAdapter);
            context.RegisterSourceOutput(adapters.Combine(canTrain), static (output, input) =>
            {
                if (input is { Left: { } spec, Right: true } && AdapterEmitter.Emit(spec) is var file)
                    output.AddSource(file.HintName, file.Text);
            });
        }
    }

    private static AdapterSpec? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.IsAtFirst(static name => DataSetKinds.Of(name) is not null) ? AdapterParser.Parse((INamedTypeSymbol)context.TargetSymbol, new OriginTable(Location.None), cancellation).Spec : null;
}
