using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MtlDsl.Deployment;

/// <summary>Holds an opened file against the declared network, so that the wrong file is refused and not run.</summary>
internal static class SignatureCheck
{
    /// <summary>Checks what the file says of itself, where it does, and the shapes of its input and outputs.</summary>
    /// <returns>The form in which it takes images and gives outputs.</returns>
    /// <exception cref="InvalidDataException">It is another network's, or its form is not known.</exception>
    public static NetworkForm Verify(OpenedFile file, Architecture architecture, string path)
    {
        var (session, metadata) = (file.Session, file.Metadata);
        foreach (var (key, declared) in NetworkMetadata.Of(architecture))
            if (metadata.TryGetValue(key, out var found) && found != declared)
                throw Other($"its {key} is '{Shorten(found)}', declared is '{Shorten(declared)}'");

        var form = ReadForm();
        Same("input", session.InputMetadata, [NetworkSignature.Input(architecture, form)]);
        Same("output", session.OutputMetadata, NetworkSignature.Outputs(architecture, form));
        return form;

        NetworkForm ReadForm()
        {
            try
            {
                return NetworkForm.Of(metadata);
            }
            catch (FormatException unknown)
            {
                throw Other(unknown.Message);
            }
        }

        void Same(string kind, IReadOnlyDictionary<string, NodeMetadata> found, IReadOnlyList<TensorSignature> declared)
        {
            if (!found.Keys.ToHashSet().SetEquals(declared.Select(d => d.Name)))
                throw Other($"its {kind}s are {string.Join(", ", found.Keys)}, declared are {string.Join(", ", declared.Select(d => d.Name))}");
            foreach (var signature in declared)
            {
                var tensor = found[signature.Name];
                var type = signature.IsBytes ? TensorElementType.UInt8 : TensorElementType.Float;
                if (tensor.ElementDataType != type)
                    throw Other($"its {kind} {signature.Name} holds {tensor.ElementDataType}, not {type}");
                var shape = tensor.Dimensions.Skip(1).ToArray();
                if (!signature.Admits(shape) || shape.Any(size => size < 1))
                    throw Other($"its {kind} {signature.Name} is {string.Join('x', shape)}, declared is {signature}");
            }
        }

        InvalidDataException Other(string difference) =>
            new($"'{path}' is not an export of {architecture.Name} as it is declared: {difference}. Export it again or give the right file.");
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : $"{text[..57]}...";
}
