using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MtlDsl.Training.Data;

namespace MtlDsl.Training.Tests.Data;

/// <summary>What is in a batch of <see cref="TinyNetwork"/>.</summary>
internal static class BatchContent
{
    /// <summary>The values of <see cref="MemorySource.Flat"/>'s images: what the first channel's first pixel was before normalisation.</summary>
    public static int[] FlatValues(Batch batch) =>
    [
        .. batch.Images.data<float>().ToArray().Chunk(3 * 32 * 48).Select(image => (int)MathF.Round(image[0] * 58.395f + 123.675f)),
    ];

    /// <summary>Every bit of a batch in which both heads have targets.</summary>
    public static string Fingerprint(Batch batch) => Convert.ToHexString(SHA256.HashData(Bytes([batch])));

    /// <summary>The bytes of batches one after the other, as if they were one: all images, then all labels of each kind.</summary>
    public static byte[] Bytes(IReadOnlyList<Batch> batches)
    {
        var bytes = new List<byte>();
        Add(batch => batch.Images.data<float>().ToArray());
        Add(batch => ((SegmentationTargets)batch.Targets[TinyNetwork.Surfaces]!).Labels.data<long>().ToArray());
        Add(batch => ((DetectionTargets)batch.Targets[TinyNetwork.Objects]!).Labels.data<long>().ToArray());
        Add(batch => ((DetectionTargets)batch.Targets[TinyNetwork.Objects]!).Offsets.data<float>().ToArray());
        return [.. bytes];

        void Add<T>(Func<Batch, T[]> values) where T : unmanaged
        {
            foreach (var batch in batches)
                bytes.AddRange(MemoryMarshal.AsBytes<T>(values(batch)));
        }
    }
}
