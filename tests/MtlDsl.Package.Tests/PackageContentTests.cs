using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;

namespace MtlDsl.Package.Tests;

/// <summary>What is in the packages.</summary>
[Collection(nameof(PackedRepository))]
public sealed class PackageContentTests(PackedRepository packed)
{
    // "Embedded Source" of the format of portable PDB files.
    private static readonly Guid embeddedSource = new("0e8a571b-6926-466e-b4ad-8ab04611f5fe");

    private static readonly string[] libraries =
    [
        .. from folder in (string[])["src", "models"]
           from project in Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories)
           select Path.GetFileNameWithoutExtension(project),
    ];

    [SkippableFact]
    public void The_libraries_and_the_templates_are_packed_and_nothing_else() =>
        packed.Files.Keys.Order().ShouldBe(libraries.Append("MtlDsl.Templates").Order());

    [SkippableFact]
    public void The_page_of_the_packages_names_each()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "assets", "package.md"));

        foreach (var name in packed.Files.Keys)
            page.ShouldContain($"| {name} |");
    }

    [SkippableFact]
    public void Every_package_says_what_it_is()
    {
        foreach (var name in packed.Files.Keys)
        {
            using var package = packed.Open(name);
            package.Entries.Select(entry => entry.FullName).ShouldContain("README.md");
            package.Entries.Select(entry => entry.FullName).ShouldContain("icon.png");
            package.Entries.Select(entry => entry.FullName).ShouldContain("THIRD-PARTY-NOTICES.md");
            var about = Metadata(name);
            Value("license").ShouldBe("MIT");
            Value("readme").ShouldBe("README.md");
            Value("icon").ShouldBe("icon.png");
            Value("projectUrl").ShouldBe("https://github.com/mtldsl/mtldsl");
            Value("description").ShouldNotBe("Package Description");
            about.Elements().Single(element => element.Name.LocalName == "repository").Attribute("type")!.Value.ShouldBe("git");

            string Value(string field) => about.Elements().Single(element => element.Name.LocalName == field).Value;
        }
    }

    [SkippableFact]
    public void Libraries_have_documentation_and_symbols_that_carry_the_sources()
    {
        foreach (var name in libraries)
        {
            using var package = packed.Open(name);
            package.GetEntry($"lib/net10.0/{name}.xml").ShouldNotBeNull();
            using var symbols = packed.Open(name, "snupkg");
            using var provider = MetadataReaderProvider.FromPortablePdbStream(Copy(symbols.GetEntry($"lib/net10.0/{name}.pdb").ShouldNotBeNull()));
            var pdb = provider.GetMetadataReader();
            // The same wherever they are compiled, and there for whoever debugs.
            var sources = pdb.Documents.Select(document => pdb.GetString(pdb.GetDocument(document).Name)).ToList();
            sources.ShouldContain(path => path.StartsWith("/_/", StringComparison.Ordinal));
            sources.ShouldNotContain(path => path.StartsWith(Repository.Root, StringComparison.Ordinal));
            pdb.CustomDebugInformation.Select(item => pdb.GetGuid(pdb.GetCustomDebugInformation(item).Kind)).ShouldContain(embeddedSource);
        }
    }

    [SkippableFact]
    public void The_font_comes_with_its_licence()
    {
        using var package = packed.Open("MtlDsl.Imaging");

        package.Entries.Select(entry => entry.FullName).ShouldContain("Fonts/LICENSE.txt");
    }

    [SkippableFact]
    public void The_language_carries_its_generator_and_nothing_of_the_compiler()
    {
        using var package = packed.Open("MtlDsl");

        package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("analyzers/", StringComparison.Ordinal)).Order()
            .ShouldBe(["analyzers/dotnet/cs/MtlDsl.CodeFixes.dll", "analyzers/dotnet/cs/MtlDsl.Generators.dll"]);
    }

    [SkippableFact]
    public void No_library_chooses_a_native_one_for_its_user()
    {
        foreach (var name in packed.Files.Keys)
        {
            var named = Metadata(name).Descendants()
                .Where(element => element.Name.LocalName == "dependency")
                .Select(element => element.Attribute("id")!.Value);
            named.ShouldNotContain(id => id.StartsWith("libtorch", StringComparison.Ordinal) || id.StartsWith("TorchSharp-", StringComparison.Ordinal)
                || id == "Microsoft.ML.OnnxRuntime" || id == "Microsoft.ML.OnnxRuntime.Gpu");
        }
    }

    [SkippableFact]
    public void Packing_again_gives_the_same_bytes()
    {
        var files = packed.Files.Values;
        using var again = new TemporaryFolder();

        packed.Pack(again.FullName, "--no-build").Succeeded();

        foreach (var file in files)
            File.ReadAllBytes(again[Path.GetFileName(file)]).AsSpan().SequenceEqual(File.ReadAllBytes(file)).ShouldBeTrue(file);
    }

    private XElement Metadata(string name)
    {
        using var package = packed.Open(name);
        using var text = package.GetEntry($"{name}.nuspec")!.Open();
        return XDocument.Load(text).Root!.Elements().Single();
    }

    private static MemoryStream Copy(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var copy = new MemoryStream();
        content.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
