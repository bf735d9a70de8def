namespace TorchSharp.Tests.PublicApi;

/// <summary>Types as the listing of TorchSharp's API writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(bool)] = "bool", [typeof(string)] = "string",
        [typeof(double)] = "double", [typeof(float)] = "float", [typeof(object)] = "object", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short", [typeof(char)] = "char", [typeof(ulong)] = "ulong", [typeof(uint)] = "uint", [typeof(ushort)] = "ushort",
    };

    public static string Of(Type type)
    {
        if (type.IsByRef) return "ref " + Of(type.GetElementType()!);
        if (type.IsPointer) return Of(type.GetElementType()!) + "*";
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(underlying) + "?";
        if (type.IsGenericParameter) return type.Name;
        if (IsTuple(type)) return $"({string.Join(", ", type.GetGenericArguments().Select(Of))})";
        string name = type.Name.Split('`')[0];
        string outer = type.DeclaringType is { Name: not "torch" } declaring ? Of(declaring) + "." : "";
        return type.IsGenericType ? $"{outer}{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : outer + name;
    }

    /// <summary>The type of a parameter or result whose tuple elements have names. Arrays of tuples lose their brackets in the listing.</summary>
    public static string WithTupleNames(Type type, IList<string?>? names)
    {
        if (names is null) return Of(type);
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        Type[] arguments = inner.IsArray ? inner.GetElementType()!.GetGenericArguments() : inner.GetGenericArguments();
        if (IsTuple(inner))
        {
            IEnumerable<string> elements = arguments.Select((each, i) => Of(each) + (i < names.Count && names[i] is { } name ? " " + name : ""));
            return $"({string.Join(", ", elements)}){(inner == type ? "" : "?")}";
        }
        return arguments is [var only] && IsTuple(only) ? $"{inner.Name.Split('`')[0]}<{WithTupleNames(only, names)}>" : Of(type);
    }

    private static bool IsTuple(Type type) => type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal);
}
