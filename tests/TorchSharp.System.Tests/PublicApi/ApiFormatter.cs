using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TorchSharp.Tests.PublicApi;

/// <summary>Writes what others can see of a type, in the form of the listing of TorchSharp's API.</summary>
internal sealed class ApiFormatter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>The line that opens a type: kind, name, base class and interfaces.</summary>
    public static string Header(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        string parent = type.BaseType is { } declared && declared != typeof(object) && !type.IsEnum ? " : " + TypeNames.Of(declared) : "";
        string interfaces = type.IsEnum ? "" : string.Join(", ", type.GetInterfaces().Select(TypeNames.Of).Take(8));
        return $"## {kind} {type.FullName}{parent} | {interfaces}";
    }

    /// <summary>One line for each visible member that the type itself declares.</summary>
    public IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            IEnumerable<string> values = Enum.GetNames(type).Select(name => $"{name}={Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
            yield return $"[{TypeNames.Of(Enum.GetUnderlyingType(type))}] {string.Join(", ", values)}";
            yield break;
        }
        foreach (ConstructorInfo constructor in type.GetConstructors(Declared).Where(Visible)) yield return Method(constructor);
        foreach (FieldInfo field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily))
            yield return $"field {(field.IsFamily ? "protected " : "")}{(field.IsStatic ? "static " : "")}{TypeNames.Of(field.FieldType)} {field.Name}";
        foreach (PropertyInfo property in type.GetProperties(Declared).Where(property => Visible(property.GetMethod) || Visible(property.SetMethod)))
            yield return Property(property);
        foreach (MethodInfo method in type.GetMethods(Declared).Where(method => Visible(method) && IsOwnName(method))) yield return Method(method);
    }

    private static bool Visible(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static bool IsOwnName(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !method.Name.Contains('<');

    private string Property(PropertyInfo property)
    {
        MethodInfo? getter = property.GetMethod, setter = property.SetMethod;
        ParameterInfo[] indices = property.GetIndexParameters();
        string index = indices.Length == 0 ? "" : $"[{string.Join(", ", indices.Select(each => $"{Params(each)}{TypeAndNullability(each)} {each.Name}"))}]";
        string get = Visible(getter) ? " get;" : "";
        string set = Visible(setter) ? setter!.IsPublic ? " set;" : " protected set;" : "";
        return $"prop {((getter ?? setter)!.IsStatic ? "static " : "")}{TypeNames.Of(property.PropertyType)} {property.Name}{index} {{{get}{set} }}";
    }

    private string Method(MethodBase method)
    {
        var words = new List<string>();
        if (method.IsFamily) words.Add("protected");
        else if (method.IsFamilyOrAssembly) words.Add("protected internal");
        if (method.IsStatic && method.DeclaringType is not { IsAbstract: true, IsSealed: true }) words.Add("static");
        if (method.IsAbstract) words.Add("abstract");
        else if (method.IsVirtual && !method.IsFinal) words.Add(((method as MethodInfo)?.GetBaseDefinition() != method) ? "override" : "virtual");
        if (method is MethodInfo { ReturnParameter: var result }) words.Add(TypeAndNullability(result));

        string name = method is ConstructorInfo ? "ctor" : method.Name;
        if (method.IsGenericMethod) name += $"<{string.Join(", ", method.GetGenericArguments().Select(each => each.Name))}>";
        bool extends = method.IsDefined(typeof(ExtensionAttribute), false);
        IEnumerable<string> parameters = method.GetParameters().Select((each, i) =>
            $"{(i == 0 && extends ? "this " : "")}{Params(each)}{TypeAndNullability(each)} {each.Name}{Default(each)}");
        words.Add($"{name}({string.Join(", ", parameters)})");
        if (method.IsDefined(typeof(ObsoleteAttribute), false)) words.Add("[Obsolete]");
        return string.Join(" ", words);
    }

    private static string Params(ParameterInfo parameter) => parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "";

    private string TypeAndNullability(ParameterInfo parameter)
    {
        IList<string?>? names = parameter.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames;
        bool nullable = !parameter.ParameterType.IsValueType && _nullability.Create(parameter).WriteState == NullabilityState.Nullable;
        return TypeNames.WithTupleNames(parameter.ParameterType, names) + (nullable ? "?" : "");
    }

    private static string Default(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue) return "";
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        bool plainValue = parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null;
        // Reflection cannot make the default of a by-ref-like type.
        object? value = type.IsByRefLike ? null : parameter.DefaultValue;
        return value switch
        {
            null => plainValue ? " = default" : " = null",
            _ when type.IsEnum => $" = {type.Name}.{Enum.ToObject(type, value)}",
            bool flag => flag ? " = true" : " = false",
            string text => $" = \"{text}\"",
            double number => " = " + number.ToString("R", CultureInfo.InvariantCulture),
            _ => $" = {value}",
        };
    }
}
