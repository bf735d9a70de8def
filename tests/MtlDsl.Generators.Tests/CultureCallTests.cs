using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MtlDsl.Generators.Tests;

/// <summary>
/// The generator calls nothing whose result depends on the culture: not in a spec, a file or a message. What it calls stands in its
/// metadata, so that this holds for code that no sample reaches, and for cultures whose casing and order this machine does not know.
/// </summary>
public class CultureCallTests
{
    [Fact]
    public void The_generator_calls_nothing_that_depends_on_the_culture() =>
        Calls(typeof(ModelGenerator).Assembly.Location).Where(DependsOnCulture).ShouldBeEmpty();

    [Fact]
    public void Such_calls_are_found()
    {
        // This assembly makes them here.
        _ = "I".ToLower() + char.ToUpper('i') + 0.5.ToString() + (1).ToString() + string.Compare("a", "b") + "ab".StartsWith("a");
        var calls = Calls(typeof(CultureCallTests).Assembly.Location);
        foreach (var call in new[] { "String.ToLower()", "Char.ToUpper(Char)", "Double.ToString()", "Int32.ToString()", "String.Compare(String, String)", "String.StartsWith(String)" })
        {
            DependsOnCulture(call).ShouldBeTrue(call);
            calls.ShouldContain(call);
        }
    }

    private static bool DependsOnCulture(string call) => call is
        "String.ToLower()" or "String.ToUpper()" or "Char.ToLower(Char)" or "Char.ToUpper(Char)"
        or "String.Compare(String, String)" or "String.Compare(String, String, Boolean)" or "String.CompareTo(String)" or "String.CompareTo(Object)"
        or "String.StartsWith(String)" or "String.EndsWith(String)" or "String.IndexOf(String)" or "String.LastIndexOf(String)"
        or "Int32.ToString()" or "Int64.ToString()" or "Single.ToString()" or "Double.ToString()" or "Decimal.ToString()"
        or "Int32.ToString(String)" or "Int64.ToString(String)" or "Single.ToString(String)" or "Double.ToString(String)"
        or "Int32.Parse(String)" or "Double.Parse(String)" or "Convert.ToString(Double)" or "Convert.ToDouble(Object)" or "Convert.ToDouble(String)";

    private static HashSet<string> Calls(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference && member.GetKind() == MemberReferenceKind.Method)
            .Select(member => $"{metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)}.{metadata.GetString(member.Name)}"
                + $"({string.Join(", ", member.DecodeMethodSignature(new TypeNames(), null).ParameterTypes)})")];
    }

    private sealed class TypeNames : ISignatureTypeProvider<string, object?>
    {
        public string GetPrimitiveType(PrimitiveTypeCode code) => code.ToString();

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte kind) => reader.GetString(reader.GetTypeReference(handle).Name);

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte kind) => reader.GetString(reader.GetTypeDefinition(handle).Name);

        public string GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte kind) => "specification";

        public string GetSZArrayType(string element) => element + "[]";

        public string GetArrayType(string element, ArrayShape shape) => element + "[,]";

        public string GetByReferenceType(string element) => element + "&";

        public string GetPointerType(string element) => element + "*";

        public string GetPinnedType(string element) => element;

        public string GetFunctionPointerType(MethodSignature<string> signature) => "function";

        public string GetGenericInstantiation(string generic, ImmutableArray<string> arguments) => $"{generic}<{string.Join(", ", arguments)}>";

        public string GetGenericMethodParameter(object? context, int index) => $"!!{index}";

        public string GetGenericTypeParameter(object? context, int index) => $"!{index}";

        public string GetModifiedType(string modifier, string unmodified, bool isRequired) => unmodified;
    }
}
