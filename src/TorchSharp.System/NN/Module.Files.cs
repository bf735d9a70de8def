using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Writes the state dictionary in TorchSharp's format: a count, then names and tensors.</summary>
            public Module save(string location, IList<string>? skip = null)
            {
                using FileStream stream = File.Create(location);
                return save(stream, skip);
            }

            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                List<KeyValuePair<string, Tensor>> kept = [.. sd.Where(entry => skip is null || !skip.Contains(entry.Key))];
                writer.Write7BitEncodedInt64(kept.Count);
                foreach ((string key, Tensor tensor) in kept)
                {
                    writer.Write(key);
                    tensor.Save(writer);
                }
            }

            /// <param name="strict">Whether the file must hold exactly the entries of this module.</param>
            /// <param name="skip">Paths to leave as they are.</param>
            /// <param name="loadedParameters">Receives, for each path here, whether the file held it.</param>
            /// <exception cref="ArgumentException">The entries differ, or an entry has another element type or shape.</exception>
            public virtual Module load(
                string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location)) throw new FileNotFoundException($"There is no file {location} to load the module from.", location);
                using FileStream stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            public Module load(
                Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }

            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                Dictionary<string, Tensor> own = state_dict();
                bool Wanted(string key) => skip is null || !skip.Contains(key);
                long count = reader.Read7BitEncodedInt64();
                if (strict && count != own.Keys.Count(Wanted))
                    throw new ArgumentException($"The file holds {count} entries, {GetName()} has {own.Keys.Count(Wanted)}; load with strict: false to take those that match.");

                if (loadedParameters is not null)
                    foreach (string key in own.Keys) loadedParameters[key] = false;
                for (long i = 0; i < count; i++)
                {
                    string key = reader.ReadString();
                    bool known = own.TryGetValue(key, out Tensor? target);
                    if (!known && strict) throw new ArgumentException($"The file holds '{key}', which {GetName()} does not have.");
                    if (!known || !Wanted(key))
                    {
                        Tensor.Load(reader).Dispose();
                        continue;
                    }
                    target!.Load(reader);
                    if (loadedParameters is not null) loadedParameters[key] = true;
                }
                return this;
            }

            /// <summary>Makes a module and loads its state from a file.</summary>
            public static Module Create<T>(string path) where T : Module, new() => new T().load(path);
        }
    }
}
