using System.Reflection;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>
/// Calls every public function of tensors with sample arguments. libtorch may refuse the samples, a shape say; but the
/// operator must exist and its schema must take what the function passes.
/// </summary>
public class SchemaTests
{
    private static readonly string[] SignsOfAMisfit = ["has no operator", "must be of type", "but the call passed", "is missing a value", "more than the"];

    // These work on the state of the process or on memory that the caller owns.
    private static readonly string[] Excluded =
    [
        nameof(set_default_device), nameof(set_default_dtype), nameof(set_num_threads), nameof(set_num_interop_threads), nameof(InitializeDevice),
        nameof(InitializeDeviceType), nameof(TryInitializeDeviceType), nameof(Tensor.DecoupleFromNativeHandle), nameof(Tensor.UnsafeCreateTensor),
        nameof(Tensor.Load), nameof(Tensor.Dispose), nameof(set_rng_state), nameof(inference_mode), nameof(set_grad_enabled), nameof(enable_grad),
        nameof(no_grad), nameof(NewDisposeScope), nameof(WrappedTensorDisposeScope),
    ];

    public static TheoryData<string> Owners => ["tensor", "torch", "functional"];

    [Theory]
    [MemberData(nameof(Owners))]
    public void Every_function_fits_its_operator(string owner)
    {
        Type type = owner switch
        {
            "tensor" => typeof(Tensor),
            "torch" => typeof(torch),
            _ => typeof(nn.functional),
        };
        var misfits = new List<string>();
        int called = 0;
        foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            if (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal)) continue;
            if (Excluded.Contains(method.Name) || method.IsGenericMethod || method.GetParameters().Any(each => each.ParameterType.IsByRefLike)) continue;
            using DisposeScope scope = NewDisposeScope();
            object?[] arguments = [.. method.GetParameters().Select(Sample)];
            called++;
            try
            {
                method.Invoke(method.IsStatic ? null : full([2, 2], 0.5), arguments);
            }
            catch (TargetInvocationException thrown) when (thrown.InnerException is ExternalException or ArgumentException or InvalidOperationException)
            {
                string message = thrown.InnerException.Message;
                if (SignsOfAMisfit.Any(message.Contains)) misfits.Add($"{method}: {message}");
            }
        }
        called.ShouldBeGreaterThan(40);
        misfits.ShouldBeEmpty(string.Join("\n", misfits));
    }

    private static object? Sample(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type == typeof(Tensor)) return parameter.Name is "index" or "indices" ? zeros([2, 2], ScalarType.Int64) : full([2, 2], 0.5);
        if (type == typeof(Scalar)) return (Scalar)0.5;
        if (type == typeof(long)) return 1L;
        if (type == typeof(int)) return 1;
        if (type == typeof(double)) return 0.5;
        if (type == typeof(float)) return 0.5f;
        if (type == typeof(bool)) return parameter.Name is "keepdim" or "descending";
        if (type == typeof(string)) return parameter.Name == "indexing" ? "ij" : "ab,bc->ac";
        if (type == typeof(long[])) return new long[] { 1 };
        if (type == typeof(int[])) return new[] { 1 };
        if (type == typeof(double[])) return new[] { 2.0 };
        if (type == typeof(IEnumerable<long>)) return new long[] { 1, 0 };
        if (type == typeof(ScalarType)) return ScalarType.Float32;
        if (type == typeof(Device)) return CPU;
        if (type == typeof(DeviceType)) return DeviceType.CPU;
        if (type == typeof(Generator)) return Generator.Default;
        if (type == typeof(TensorIndex[])) return new[] { TensorIndex.Single(0) };
        if (type == typeof(Tensor[]) || type == typeof(IList<Tensor>) || type == typeof(IEnumerable<Tensor>)) return new[] { ones(2, 2), ones(2, 2) };
        if (type == typeof(Func<Tensor, Tensor>)) return (Func<Tensor, Tensor>)(x => x);
        if (type == typeof(Array)) return new[] { 1f, 2f };
        if (type == typeof(Stream)) return new MemoryStream(new byte[64]);
        if (type == typeof(DisposeScope)) return CurrentDisposeScope;
        if (type == typeof(string[])) return null;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>)) return Array.CreateInstance(type.GetGenericArguments()[0], 1);
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, [.. Enumerable.Repeat(1, type.GetArrayRank())]);
        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
