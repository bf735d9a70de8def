using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MtlDsl.Generators.Emitting;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators;

/// <summary>Writes the network of every class marked with [MultitaskModel&lt;TTrunk&gt;].</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var capabilities = context.CompilationProvider.Select(static (compilation, _) => Capabilities.Of(compilation)).WithTrackingName(TrackingNames.Capabilities);
        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(Known.MultitaskModel, static (node, _) => node is TypeDeclarationSyntax, static (c, cancellation) => Read(c, cancellation))
            .WithTrackingName(TrackingNames.Model);
        context.RegisterSourceOutput(declarations.Combine(capabilities), static (output, input) =>
        {
            if (input.Left is null)
                return;
            foreach (var file in ModelEmitter.Emit(input.Left, input.Right))
            {
                output.CancellationToken.ThrowIfCancellationRequested();
                output.AddSource(file.HintName, file.Text);
            }
        });
    }

    private static Declaration? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!context.IsAtFirst(static name => name == Known.MultitaskModelName))
            return null;
        return ModelParser.Parse((INamedTypeSymbol)context.TargetSymbol, new OriginTable(Location.None), cancellation).Declaration;
    }
}
