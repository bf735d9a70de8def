using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Emitting;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;

namespace MtlDsl.Generators.Tests;

/// <summary>The page of the trunks that ship says what their declarations say.</summary>
public partial class TrunkPageTests
{
    private const int Side = 256;

    private static readonly INamedTypeSymbol[] shipped =
    [
        .. Host.Compile(Host.Models).GetTypeByMetadataName("MtlDsl.Models.SmallResNet")!.ContainingNamespace.GetTypeMembers()
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    [Fact]
    public void The_page_of_trunks_is_current() => GeneratedDocument.Hold("docs/trunks.md", Write());

    private static string Write()
    {
        var page = new StringBuilder($"""
            # Trunks

            Every trunk and branch of `MtlDsl.Models` with its stages, which are what heads tap. Written from the declarations. Maps and costs are for an image
            of {Side} x {Side} pixels; a cell of a map depends on a square of pixels, whose side is what it sees. To write a trunk of your own see
            [the language](language.md).

            | trunk | last stage | costs |
            |---|---|---|

            """);
        var trunks = Marked("TrunkAttribute").Select(trunk => (Type: trunk, Network: Lower(trunk, trunk))).ToList();
        foreach (var (type, network) in trunks)
        {
            var last = network.Trunk[^1];
            page.Append($"| [{type.Name}](#{type.Name.ToLowerInvariant()}) | {last.Output.Channels} channels, stride {last.Stride} | {ArchitectureDocs.Describe(network.TrunkCost)} |\n");
        }
        foreach (var (type, network) in trunks)
            Write(page, type, network.Trunk);
        foreach (var branch in Marked("BranchAttribute"))
            Write(page, branch, Lower(After(branch).ContainingType, branch).Heads[0].Owned);
        return page.ToString();
    }

    private static void Write(StringBuilder page, INamedTypeSymbol type, IReadOnlyList<Stage> stages)
    {
        var after = type.DslAttribute("BranchAttribute") is null ? "" : $" It starts after `{After(type).ContainingType.Name}.{After(type).Name}`.";
        page.Append($"\n## {type.Name}\n\n{Summary(type)}{after}\n\n| stage | channels | stride | map | sees | costs |\n|---|---|---|---|---|---|\n");
        foreach (var stage in stages)
            page.Append($"| {stage.Spec.Member} | {stage.Output.Channels} | {stage.Stride} | {stage.Output.Width} x {stage.Output.Height} | {stage.ReceptiveField} | {ArchitectureDocs.Describe(stage.Cost)} |\n");
    }

    private static IEnumerable<INamedTypeSymbol> Marked(string attribute) => shipped.Where(type => type.DslAttribute(attribute) is not null);

    /// <summary>A network that needs all stages of an enum.</summary>
    private static Network Lower(INamedTypeSymbol trunk, INamedTypeSymbol tapped) => Declared.Lower($$"""
        [MultitaskModel<{{trunk.Name}}>(Width = {{Side}}, Height = {{Side}})]
        public partial class Net
        {
            [VectorHead({{tapped.Name}}.{{tapped.EnumMembers().Last().Name}}), TripletLoss] public partial EmbeddingHead Vector { get; }
        }
        """);

    private static IFieldSymbol After(INamedTypeSymbol branch)
    {
        var after = branch.DslAttribute("BranchAttribute")!.NamedArguments.Single(argument => argument.Key == "After").Value;
        return after.Type!.EnumMembers().Single(member => Equals(member.ConstantValue, after.Value));
    }

    private static string Summary(INamedTypeSymbol type) =>
        Space().Replace(string.Concat(XElement.Parse(type.GetDocumentationCommentXml()!).Element("summary")!.Nodes().Select(node =>
            node is XElement { Name.LocalName: "c" } code ? $"`{code.Value}`" : node is XText text ? text.Value : "")), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
